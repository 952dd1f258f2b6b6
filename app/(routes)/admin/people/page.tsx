import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getDatabase } from '#app/_data/database.ts'
import { AccountList } from '#app/_people/account-list.tsx'
import { may } from '#app/_people/permissions.ts'
import { currentActor } from '#app/_people/queries/current-actor.ts'
import { listAccounts } from '#app/_people/queries/list-accounts.ts'
import { PageFrame } from '#app/_ui/page-frame.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { auditPath } from '#app/_web/routes.ts'

export const metadata: Metadata = { title: 'People' }

export default async function PeoplePage() {
  const actor = await currentActor()
  // whoever may not see it is not told that it is there
  if (actor === null || !may(actor.role, 'manage people')) notFound()
  return (
    <PageFrame>
      <PageTitle title="People">
        Accounts and what they may do. Maintainer of a section is whoever MAINTAINERS names, without anybody’s doing.{' '}
        <Link href={auditPath()} prefetch={false}>
          Who did what
        </Link>
        .
      </PageTitle>
      <AccountList accounts={await listAccounts(getDatabase())} />
    </PageFrame>
  )
}
