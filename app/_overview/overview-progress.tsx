import Link from 'next/link'
import { Fragment } from 'react'
import { statusUrgency } from '#app/_data/status-urgency.ts'
import type { StatusCount } from '#app/_overview/queries/list-status-counts.ts'
import { ProgressBar } from '#app/_ui/progress-bar.tsx'
import { formatNumber, formatPercent } from '#app/_web/format.ts'
import { sitesPath } from '#app/_web/routes.ts'
import { progressStatuses, type Status } from '#scanner/model/site.ts'

interface OverviewProgressProps {
  readonly slug: string
  readonly rev: string | null
  readonly counts: readonly StatusCount[]
}

/** The one number of a tree, with what it is a part of and what is left out. */
export function OverviewProgress({ slug, rev, counts }: OverviewProgressProps) {
  const countOf = (status: Status) =>
    counts.find((count) => count.role === 'acquire' && count.status === status)?.sites ?? 0
  const isCounted = (status: Status) => progressStatuses.some((other) => other === status)
  const all = progressStatuses.reduce((sum, status) => sum + countOf(status), 0)
  const leftOut = statusUrgency.filter((status) => !isCounted(status) && countOf(status) > 0)
  const bar = {
    converted: countOf('converted'),
    unknown: countOf('unknown'),
    unconverted: countOf('unconverted'),
    mismatched: countOf('mismatched'),
  }
  return (
    <section aria-label="Progress" className="progress">
      <p className="progress-line">
        <strong className="progress-number">{formatPercent(bar.converted, all)}</strong>
        {all === 0 ? (
          <span>No acquire is to be converted here.</span>
        ) : (
          <span>
            of acquires converted: {formatNumber(bar.converted)} of {formatNumber(all)},{' '}
            <strong>{formatNumber(all - bar.converted)} remain</strong>
          </span>
        )}
      </p>
      <ProgressBar counts={bar} label="Acquires" size="large" />
      {leftOut.length === 0 ? null : (
        <p className="mt-2 text-muted">
          Left out:{' '}
          {leftOut.map((status, index) => (
            <Fragment key={status}>
              {index === 0 ? '' : ', '}
              <Link href={sitesPath(slug, { rev }, { status, role: 'acquire' })} prefetch={false}>
                {formatNumber(countOf(status))} {status}
              </Link>
            </Fragment>
          ))}
        </p>
      )}
    </section>
  )
}
