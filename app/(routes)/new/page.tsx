import type { Metadata } from 'next'
import { AddTree } from '#app/_components/add-tree.tsx'
import { PageFrame } from '#app/_components/page-frame.tsx'
import { PageTitle } from '#app/_components/page-title.tsx'

export const metadata: Metadata = { title: 'Add a tree' }

export default function NewTree() {
  return (
    <PageFrame>
      <PageTitle title="Add a tree">Or further revisions of one that is here: name it again.</PageTitle>
      <AddTree />
    </PageFrame>
  )
}
