import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import { getDatabase } from '#app/_data/database.ts'
import { ActForm } from '#app/_people/act-form.tsx'
import { cancelScanHere } from '#app/_scans/actions/scan-acts.ts'
import { mayAddHere } from '#app/_scans/may-add-here.ts'
import { getScan } from '#app/_scans/queries/get-scan.ts'
import { listScanRevisions } from '#app/_scans/queries/list-scan-revisions.ts'
import { ScanOutcome } from '#app/_scans/scan-outcome.tsx'
import { ScanProgress } from '#app/_scans/scan-progress.tsx'
import { ScanRevisions } from '#app/_scans/scan-revisions.tsx'
import { ScanState } from '#app/_scans/scan-state.tsx'
import { announceScan, describeWish, isOpen } from '#app/_scans/scan-words.ts'
import { ServerPage } from '#app/_scans/server-page.tsx'
import { LiveRefresh } from '#app/_ui/live-refresh.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { overviewPath, scansPath } from '#app/_web/routes.ts'
import { type PageSearchParams, parseId, toUrlSearchParams } from '#app/_web/search-params.ts'

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
    <ServerPage current="scans" tree={{ slug: scan.slug, name: scan.treeName }}>
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
          {(await mayAddHere()) ? (
            <ActForm
              act={cancelScanHere.bind(null, scan.id, 'scan')}
              submit="Cancel this scan"
              className="mt-4"
              buttonClassName="button"
            />
          ) : null}
          {goesOn ? (
            <p className="mt-2 text-muted">When it is done, the overview of the tree comes by itself.</p>
          ) : null}
        </>
      ) : (
        <ScanOutcome scan={scan} published={revisions.length} now={now} />
      )}
      <ScanRevisions slug={scan.slug} revisions={revisions} />
    </ServerPage>
  )
}
