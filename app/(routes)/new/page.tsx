import type { Metadata } from 'next'
import { AddTree } from '#app/_scans/add-tree.tsx'
import { PageFrame } from '#app/_ui/page-frame.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'

export const metadata: Metadata = { title: 'Add a tree' }

export default function NewTree() {
  return (
    <PageFrame>
      <PageTitle title="Add a tree">Or further revisions of one that is here: name it again.</PageTitle>
      <AddTree />
    </PageFrame>
  )
}
