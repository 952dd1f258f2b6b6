import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getDatabase } from '#app/_data/database.ts'
import { AuditList } from '#app/_people/audit-list.tsx'
import { may } from '#app/_people/permissions.ts'
import { currentActor } from '#app/_people/queries/current-actor.ts'
import { listAudit } from '#app/_people/queries/list-audit.ts'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { ParameterNotice } from '#app/_ui/notice.tsx'
import { PageFrame } from '#app/_ui/page-frame.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'
import { auditPath } from '#app/_web/routes.ts'
import { type PageSearchParams, parseIdParameter, toUrlSearchParams } from '#app/_web/search-params.ts'

export const metadata: Metadata = { title: 'Audit' }

const entriesPerPage = 100

export default async function AuditPage({ searchParams }: { readonly searchParams: PageSearchParams }) {
  const actor = await currentActor()
  // whoever may not see it is not told that it is there
  if (actor === null || !may(actor.role, 'read the whole audit')) notFound()
  const { value: before, problems } = parseIdParameter(toUrlSearchParams(await searchParams), 'before')
  const found = await listAudit(getDatabase(), {
    ...(before === null ? {} : { beforeId: before }),
    limit: entriesPerPage + 1,
  })
  const entries = found.slice(0, entriesPerPage)
  const last = entries.at(-1)
  return (
    <PageFrame>
      <PageTitle title="Audit">
        Who did what, the newest first. Nothing of it is ever changed or removed. As JSON: <code>/api/v1/audit</code>{' '}
        with a token.
      </PageTitle>
      <ParameterNotice problems={problems} />
      {entries.length === 0 ? (
        <EmptyState title="Nobody has done anything yet." />
      ) : (
        <ScrollRegion label="Audit">
          <AuditList caption="Who did what" entries={entries} withAddress />
        </ScrollRegion>
      )}
      <nav aria-label="Pages" className="mt-4 flex gap-6">
        {before === null ? null : (
          <Link href={auditPath()} prefetch={false}>
            Newest
          </Link>
        )}
        {found.length > entriesPerPage && last !== undefined ? (
          <Link href={auditPath({ before: last.id })} prefetch={false}>
            Older →
          </Link>
        ) : null}
      </nav>
    </PageFrame>
  )
}
