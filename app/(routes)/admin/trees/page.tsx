import type { Metadata } from 'next'
import { getDatabase } from '#app/_data/database.ts'
import { openAdmin } from '#app/_people/queries/open-admin.ts'
import { listFollowedTrees } from '#app/_scans/queries/list-followed-trees.ts'
import { NewTreeForm, TreeAdmin } from '#app/_scans/tree-admin.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { Section } from '#app/_ui/section.tsx'
import { AdminPage } from '../admin-page.tsx'

export const metadata: Metadata = { title: 'Trees' }

export default async function TreesAdminPage() {
  await openAdmin('manage trees')
  const trees = await listFollowedTrees(getDatabase())
  return (
    <AdminPage title="Trees" lead="What is tracked. The same as: pinwatch trees.">
      {trees.length === 0 ? <EmptyState title="There are no trees yet." /> : <TreeAdmin trees={trees} />}
      <Section title="Add a tree">
        <NewTreeForm />
      </Section>
    </AdminPage>
  )
}
