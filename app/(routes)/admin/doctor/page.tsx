import type { Metadata } from 'next'
import { getServerActs } from '#app/_data/server-acts.ts'
import { FindingList } from '#app/_people/finding-list.tsx'
import { openAdmin } from '#app/_people/queries/open-admin.ts'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { AdminPage } from '../admin-page.tsx'

export const metadata: Metadata = { title: 'Doctor' }

export default async function DoctorPage() {
  await openAdmin('examine the server')
  const acts = getServerActs()
  return (
    <AdminPage
      title="Doctor"
      lead="What this server stands on, looked at just now: what pinwatch doctor says, and what this server has seen of proxies before it."
    >
      {acts === null ? (
        <EmptyState title="This process only shows pages.">
          <p>
            Ask on the command line: <code>pinwatch doctor</code>
          </p>
        </EmptyState>
      ) : (
        <FindingList findings={await acts.examine()} />
      )}
    </AdminPage>
  )
}
