import Link from 'next/link'
import type { ReactNode } from 'react'
import type { ListedScan } from '#app/_scans/queries/scan-columns.ts'
import { formatAge, formatDuration, formatPercent, formatTime } from '#app/_web/format.ts'
import { overviewPath, scanPath } from '#app/_web/routes.ts'
import type { Coverage } from '#scanner/model/coverage.ts'
import { describeCoverage } from './coverage-words.ts'
import { ScanState } from './scan-state.tsx'
import { describeFiles, describePhase, describeRevisions, describeWish, progressOf } from './scan-words.ts'

interface ScanTableProps {
  readonly scans: readonly ListedScan[]
  readonly now: Date
  /** Of the last revision that came out of each that published any, by its id. */
  readonly coverage?: ReadonlyMap<number, Coverage>
  /** A last column, for whoever may do something to a scan. */
  readonly acts?: (scan: ListedScan) => ReactNode
}

/** Scans one a line, with how far each is or how it ended. */
export function ScanTable({ scans, now, coverage, acts }: ScanTableProps) {
  return (
    <table className="list table-fixed">
      <caption className="sr-only">Scans, newest first</caption>
      <colgroup>
        <col className="w-12 md:w-16" />
        <col className="w-[30%] md:w-[22%]" />
        <col />
        <col className="wide w-36" />
        <col className="wide w-24" />
        {acts === undefined ? null : <col className="w-18 md:w-24" />}
      </colgroup>
      <thead>
        <tr>
          <th scope="col">Scan</th>
          <th scope="col">Tree and revisions</th>
          <th scope="col">How far</th>
          <th scope="col" className="wide">
            Asked for
          </th>
          <th scope="col" className="number wide">
            Took
          </th>
          {acts === undefined ? null : <th scope="col">Do</th>}
        </tr>
      </thead>
      <tbody>
        {scans.map((scan) => (
          <tr key={scan.id}>
            <td className="whitespace-nowrap">
              <Link href={scanPath(scan.id)} prefetch={false} aria-label={`Scan ${scan.id}`}>
                {scan.id}
              </Link>
            </td>
            <td>
              <Link href={overviewPath(scan.slug, { rev: null })} prefetch={false}>
                {scan.treeName}
              </Link>
              <div className="break-anywhere font-mono text-muted">{describeWish(scan)}</div>
              <div className="narrow text-muted">{formatAge(scan.createdAt, now)}</div>
            </td>
            <td>
              <ScanState state={scan.state} />
              <HowFar scan={scan} coverage={coverage?.get(scan.id)} />
            </td>
            <td className="wide whitespace-nowrap">
              <time dateTime={scan.createdAt.toISOString()} title={formatTime(scan.createdAt)}>
                {formatAge(scan.createdAt, now)}
              </time>
            </td>
            <td className="number wide">{took(scan)}</td>
            {acts === undefined ? null : <td>{acts(scan)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function HowFar({ scan, coverage }: { readonly scan: ListedScan; readonly coverage: Coverage | undefined }) {
  if (scan.state === 'failed') return <div className="line-clamp-2 text-muted">{scan.error}</div>
  if (coverage !== undefined) return <div className="text-muted">{describeCoverage(coverage)}</div>
  if (scan.state !== 'running') return null
  const value = progressOf(scan)
  return (
    <div className="text-muted">
      {[
        describePhase(scan),
        describeRevisions(scan),
        describeFiles(scan),
        value === null ? null : formatPercent(value, 1),
      ]
        .filter((part) => part !== null)
        .join(' · ')}
    </div>
  )
}

const took = ({ startedAt, finishedAt }: ListedScan): string =>
  startedAt === null || finishedAt === null ? '–' : formatDuration(finishedAt.getTime() - startedAt.getTime())
