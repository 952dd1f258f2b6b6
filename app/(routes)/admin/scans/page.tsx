import type { Metadata } from 'next'
import Link from 'next/link'
import { getDatabase } from '#app/_data/database.ts'
import { openAdmin } from '#app/_people/queries/open-admin.ts'
import { listScans } from '#app/_scans/queries/list-scans.ts'
import { ScanActs } from '#app/_scans/scan-acts.tsx'
import { ScanTable } from '#app/_scans/scan-table.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { ParameterNotice } from '#app/_ui/notice.tsx'
import { scansAdminPath } from '#app/_web/routes.ts'
import { type PageSearchParams, parseIdParameter, toUrlSearchParams } from '#app/_web/search-params.ts'
import { AdminPage } from '../admin-page.tsx'

export const metadata: Metadata = { title: 'Scans' }

export default async function ScansAdminPage({ searchParams }: { readonly searchParams: PageSearchParams }) {
  await openAdmin('manage scans')
  const { value: before, problems } = parseIdParameter(toUrlSearchParams(await searchParams), 'before')
  const { scans, next } = await listScans(getDatabase(), { before })
  return (
    <AdminPage title="Scans" lead="What waits or runs can be called off; what it has published stays.">
      <ParameterNotice problems={problems} />
      {scans.length > 0 ? (
        <ScanTable scans={scans} now={new Date()} acts={(scan) => <ScanActs scan={scan} back="all" />} />
      ) : (
        <EmptyState title={before === null ? 'No scan was asked for yet.' : 'There are no older scans.'} />
      )}
      <nav aria-label="Pages" className="mt-4 flex gap-6">
        {before === null ? null : (
          <Link href={scansAdminPath()} prefetch={false}>
            Newest scans
          </Link>
        )}
        {next === null ? null : (
          <Link href={`${scansAdminPath()}?before=${next}`} prefetch={false} rel="next">
            Older scans →
          </Link>
        )}
      </nav>
    </AdminPage>
  )
}
