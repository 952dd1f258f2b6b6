import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getDatabase } from './_data/database.ts'
import { AddTree } from './_scans/add-tree.tsx'
import { listTrees } from './_scans/queries/list-trees.ts'
import { TreeList } from './_scans/tree-list.tsx'
import { PageFrame } from './_ui/page-frame.tsx'
import { PageTitle } from './_ui/page-title.tsx'
import { overviewPath } from './_web/routes.ts'

export const metadata: Metadata = { title: { absolute: 'Pinwatch' } }

/** Whoever has one tree wants to see it; whoever has none is told what this is. */
export default async function FirstPage() {
  const trees = await listTrees(getDatabase())
  const [only] = trees
  if (only === undefined) return <Welcome />
  if (trees.length === 1) redirect(overviewPath(only.slug, { rev: null }))
  return (
    <PageFrame>
      <PageTitle title="Trees" />
      <TreeList trees={trees} />
    </PageFrame>
  )
}

function Welcome() {
  return (
    <PageFrame>
      <div className="mb-8 max-w-[44rem] pt-4">
        <h1 className="mb-3 text-2xl font-semibold tracking-tight">What is left of get_user_pages()?</h1>
        <p className="text-[1.0625rem]">
          Pinwatch reads a kernel git tree and says of every call that takes or drops references to user pages what
          became of it in the conversion from <code>get_user_pages*()</code> to <code>pin_user_pages*()</code>: by
          status, subsystem and maintainer. Name a tree to begin; its files are only read, and a whole kernel takes well
          under a minute.
        </p>
      </div>
      <AddTree />
    </PageFrame>
  )
}
