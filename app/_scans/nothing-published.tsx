import Link from 'next/link'
import { getDatabase } from '#app/_data/database.ts'
import type { TreeSummary } from '#app/_data/get-tree.ts'
import { getLastScan } from '#app/_scans/queries/get-last-scan.ts'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { LiveRefresh } from '#app/_ui/live-refresh.tsx'
import { PageFrame } from '#app/_ui/page-frame.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { scanPath, scansPath } from '#app/_web/routes.ts'
import { ScanState } from './scan-state.tsx'
import { isOpen } from './scan-words.ts'

/** The overview of a tree of which nothing was published yet: says how far its scan is. */
export async function NothingPublished({ tree }: { readonly tree: TreeSummary }) {
  const scan = await getLastScan(getDatabase(), tree.id)
  return (
    <PageFrame>
      <PageTitle title={tree.name}>
        <span className="break-anywhere font-mono">{tree.source}</span>
      </PageTitle>
      <EmptyState title="No revision of this tree is published yet.">
        {scan === null ? (
          <p>
            No scan was asked for. See the <Link href={scansPath()}>scans</Link> of other trees, or scan this one with{' '}
            <code>npx pinwatch scan</code>.
          </p>
        ) : (
          <p>
            <Link href={scanPath(scan.id)}>Scan {scan.id}</Link> is <ScanState state={scan.state} />
            {scan.state === 'failed' ? ': its page says why, and can try again.' : '.'}
            {isOpen(scan) ? <LiveRefresh everyMs={2000} announcement={`Scan ${scan.id} is ${scan.state}`} /> : null}
          </p>
        )}
      </EmptyState>
    </PageFrame>
  )
}
