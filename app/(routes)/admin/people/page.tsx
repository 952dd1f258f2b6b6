import type { Metadata } from 'next'
import { getDatabase } from '#app/_data/database.ts'
import { AccountList } from '#app/_people/account-list.tsx'
import { listAccounts } from '#app/_people/queries/list-accounts.ts'
import { openAdmin } from '#app/_people/queries/open-admin.ts'
import { AdminPage } from '../admin-page.tsx'

export const metadata: Metadata = { title: 'People' }

export default async function PeoplePage() {
  await openAdmin('manage people')
  return (
    <AdminPage
      title="People"
      lead="Accounts and what they may do. Maintainer of a section is whoever MAINTAINERS names, without anybody’s doing."
    >
      <AccountList accounts={await listAccounts(getDatabase())} />
    </AdminPage>
  )
}
