import type { Metadata } from 'next'
import Link from 'next/link'
import { getDatabase } from '#app/_data/database.ts'
import { mayAddHere } from '#app/_scans/may-add-here.ts'
import { listScanCoverage } from '#app/_scans/queries/list-scan-coverage.ts'
import { listScans } from '#app/_scans/queries/list-scans.ts'
import type { ListedScan } from '#app/_scans/queries/scan-columns.ts'
import { ScanActs } from '#app/_scans/scan-acts.tsx'
import { ScanTable } from '#app/_scans/scan-table.tsx'
import { isOpen } from '#app/_scans/scan-words.ts'
import { ServerPage } from '#app/_scans/server-page.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { LiveRefresh } from '#app/_ui/live-refresh.tsx'
import { ParameterNotice } from '#app/_ui/notice.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { formatCount } from '#app/_web/format.ts'
import { newTreePath, scansPath } from '#app/_web/routes.ts'
import { type PageSearchParams, parseIdParameter, toUrlSearchParams } from '#app/_web/search-params.ts'

export const metadata: Metadata = { title: 'Scans' }

export default async function Scans({ searchParams }: { readonly searchParams: PageSearchParams }) {
  const { value: before, problems } = parseIdParameter(toUrlSearchParams(await searchParams), 'before')
  const { scans, next } = await listScans(getDatabase(), { before })
  const coverage = await listScanCoverage(
    getDatabase(),
    scans.map(({ id }) => id),
  )
  const mayAct = await mayAddHere()
  const open = scans.filter(isOpen).length
  return (
    <ServerPage current="scans">
      <PageTitle title="Scans">
        What was read of which tree, and what is being read now. <Link href={newTreePath()}>Ask for another one</Link>.
      </PageTitle>
      <ParameterNotice problems={problems} />
      {open === 0 ? null : (
        <LiveRefresh everyMs={1000} announcement={`${formatCount(open, 'scan waits or runs', 'scans wait or run')}`} />
      )}
      {scans.length > 0 ? (
        <ScanTable
          scans={scans}
          now={new Date()}
          coverage={coverage}
          {...(mayAct ? { acts: (scan: ListedScan) => <ScanActs scan={scan} back="scans" /> } : {})}
        />
      ) : (
        <EmptyState title={before === null ? 'No scan was asked for yet.' : 'There are no older scans.'} />
      )}
      <nav aria-label="Pages" className="mt-4 flex gap-6">
        {before === null ? null : (
          <Link href={scansPath()} prefetch={false}>
            Newest scans
          </Link>
        )}
        {next === null ? null : (
          <Link href={`${scansPath()}?before=${next}`} prefetch={false} rel="next">
            Older scans →
          </Link>
        )}
      </nav>
    </ServerPage>
  )
}
