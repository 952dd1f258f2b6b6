import type { Metadata } from 'next'
import Link from 'next/link'
import { getDatabase } from '#app/_data/database.ts'
import { AuditList } from '#app/_people/audit-list.tsx'
import { listAudit } from '#app/_people/queries/list-audit.ts'
import { openAdmin } from '#app/_people/queries/open-admin.ts'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { ParameterNotice } from '#app/_ui/notice.tsx'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'
import { auditExportPath, auditPath } from '#app/_web/routes.ts'
import { type PageSearchParams, parseIdParameter, toUrlSearchParams } from '#app/_web/search-params.ts'
import { AdminPage } from '../admin-page.tsx'

export const metadata: Metadata = { title: 'Audit' }

const entriesPerPage = 100

export default async function AuditPage({ searchParams }: { readonly searchParams: PageSearchParams }) {
  await openAdmin('read the whole audit')
  const { value: before, problems } = parseIdParameter(toUrlSearchParams(await searchParams), 'before')
  const found = await listAudit(getDatabase(), {
    ...(before === null ? {} : { beforeId: before }),
    limit: entriesPerPage + 1,
  })
  const entries = found.slice(0, entriesPerPage)
  const last = entries.at(-1)
  return (
    <AdminPage
      title="Audit"
      lead={
        <>
          Who did what, the newest first. Nothing of it is ever changed or removed.{' '}
          <a href={auditExportPath()}>All of it as a file</a>, an entry a line; for programs with a token:{' '}
          <code>/api/v1/audit</code>.
        </>
      }
    >
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
    </AdminPage>
  )
}
