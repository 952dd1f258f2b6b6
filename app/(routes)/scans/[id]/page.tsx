import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import { LiveRefresh } from '#app/_components/live-refresh.tsx'
import { PageFrame } from '#app/_components/page-frame.tsx'
import { PageTitle } from '#app/_components/page-title.tsx'
import { ScanOutcome } from '#app/_components/scan-outcome.tsx'
import { ScanProgress } from '#app/_components/scan-progress.tsx'
import { ScanRevisions } from '#app/_components/scan-revisions.tsx'
import { ScanState } from '#app/_components/scan-state.tsx'
import { overviewPath, scansPath } from '#app/_lib/routes.ts'
import { announceScan, describeWish, isOpen } from '#app/_lib/scan-words.ts'
import { type PageSearchParams, parseId, toUrlSearchParams } from '#app/_lib/search-params.ts'
import { getDatabase } from '#app/_queries/database.ts'
import { getScan } from '#app/_queries/get-scan.ts'
import { listScanRevisions } from '#app/_queries/list-scan-revisions.ts'

interface ScanPageProps {
  readonly params: Promise<{ readonly id: string }>
  readonly searchParams: PageSearchParams
}

export async function generateMetadata({ params }: ScanPageProps): Promise<Metadata> {
  return { title: `Scan ${(await params).id}` }
}

export default async function ScanPage({ params, searchParams }: ScanPageProps) {
  const id = parseId((await params).id)
  const scan = id === null ? null : await getScan(getDatabase(), id)
  if (scan === null) notFound()
  const revisions = await listScanRevisions(getDatabase(), scan.id)
  // whoever came from the form wants the tree, not its scan
  const goesOn = toUrlSearchParams(await searchParams).get('then') === 'tree'
  if (goesOn && scan.state === 'done') redirect(overviewPath(scan.slug, { rev: null }))
  const now = new Date()
  return (
    <PageFrame scans place={{ name: scan.treeName, href: overviewPath(scan.slug, { rev: null }) }}>
      <PageTitle
        above={<Link href={scansPath()}>Scans</Link>}
        title={
          <span className="inline-flex flex-wrap items-baseline gap-x-4">
            Scan {scan.id}
            <span className="text-base">
              <ScanState state={scan.state} />
            </span>
          </span>
        }
      >
        <span className="font-mono">{describeWish(scan)}</span> of{' '}
        <span className="break-anywhere font-mono">{scan.source}</span>
      </PageTitle>
      {isOpen(scan) ? (
        <>
          <LiveRefresh everyMs={1000} announcement={announceScan(scan)} />
          <noscript>
            <meta httpEquiv="refresh" content="2" />
          </noscript>
          <ScanProgress scan={scan} now={now} />
          {goesOn ? (
            <p className="mt-2 text-muted">When it is done, the overview of the tree comes by itself.</p>
          ) : null}
        </>
      ) : (
        <ScanOutcome scan={scan} published={revisions.length} now={now} />
      )}
      <ScanRevisions slug={scan.slug} revisions={revisions} />
    </PageFrame>
  )
}
