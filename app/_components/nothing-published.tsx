import Link from 'next/link'
import { scanPath, scansPath } from '#app/_lib/routes.ts'
import { isOpen } from '#app/_lib/scan-words.ts'
import { getDatabase } from '#app/_queries/database.ts'
import { getLastScan } from '#app/_queries/get-last-scan.ts'
import type { TreeSummary } from '#app/_queries/get-tree.ts'
import { EmptyState } from './empty-state.tsx'
import { LiveRefresh } from './live-refresh.tsx'
import { PageFrame } from './page-frame.tsx'
import { PageTitle } from './page-title.tsx'
import { ScanState } from './scan-state.tsx'

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
