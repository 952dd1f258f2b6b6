import Link from 'next/link'
import { remainingOf } from '#app/_data/progress.ts'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'
import { formatDay, formatNumber, formatPercent } from '#app/_web/format.ts'
import { eventsPath } from '#app/_web/routes.ts'
import { afterTrend } from './trend-chart.tsx'
import { flowKinds, type TrendOwner, type TrendPoint } from './trend-point.ts'
import { ownerParams } from './trend-query.ts'
import { flowWords } from './trend-words.ts'

const statuses = ['converted', 'mismatched', 'unconverted', 'unknown', 'exempt'] as const

interface TrendTableProps {
  readonly slug: string
  readonly owner: TrendOwner
  readonly points: readonly TrendPoint[]
  /** This page at another revision. */
  readonly pageAt: (rev: string) => string
}

/** For `writeElements`: the numbers of the charts, newest first. */
export function TrendTable({ slug, owner, points, pageAt }: TrendTableProps) {
  return (
    <details id={afterTrend} className="trend-table">
      <summary>The numbers as a table</summary>
      <ScrollRegion label="Numbers over time">
        <table className="list">
          <caption className="sr-only">Acquires by status at each revision, and what its step changed</caption>
          <thead>
            <tr>
              <th scope="col">Revision</th>
              <th scope="col">Committed</th>
              <th scope="col" className="number">
                Progress
              </th>
              {statuses.map((status) => (
                <th key={status} scope="col" className="number">
                  {status}
                </th>
              ))}
              <th scope="col" className="number">
                changed
              </th>
              {flowKinds.map((kind) => (
                <th key={kind} scope="col" className="number">
                  {flowWords[kind]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...points].reverse().map(({ id, name, committedAt, progress, flow, changed }) => (
              <tr key={id}>
                <th scope="row" className="font-mono whitespace-nowrap">
                  <Link href={pageAt(name)} prefetch={false}>
                    {name}
                  </Link>
                </th>
                <td className="whitespace-nowrap">{formatDay(committedAt)}</td>
                <td className="number">
                  {formatPercent(progress.converted, progress.converted + remainingOf(progress))}
                </td>
                {statuses.map((status) => (
                  <NumberCell key={status} value={progress[status]} />
                ))}
                <td className={`number${changed === 0 ? ' zero' : ''}`}>
                  {changed === 0 ? (
                    '0'
                  ) : (
                    <Link
                      href={eventsPath(slug, { rev: name }, { ...ownerParams(owner), role: 'acquire' })}
                      prefetch={false}
                      aria-label={`${formatNumber(changed)} changed at ${name}`}
                    >
                      {formatNumber(changed)}
                    </Link>
                  )}
                </td>
                {flowKinds.map((kind) => (
                  <NumberCell key={kind} value={flow[kind]} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </details>
  )
}

function NumberCell({ value }: { readonly value: number }) {
  return <td className={`number${value === 0 ? ' zero' : ''}`}>{formatNumber(value)}</td>
}
