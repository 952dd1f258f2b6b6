import Link from 'next/link'
import { Fragment } from 'react'
import type { JudgedCount } from '#app/_data/list-judged-stays.ts'
import type { StatusCount } from '#app/_overview/queries/list-status-counts.ts'
import { ProgressBar } from '#app/_ui/progress-bar.tsx'
import { StatusBadge } from '#app/_ui/status-badge.tsx'
import { StaysLine } from '#app/_ui/stays-line.tsx'
import { formatCount, formatNumber, formatPercent } from '#app/_web/format.ts'
import { sitesPath } from '#app/_web/routes.ts'
import { progressStatuses, type Status } from '#scanner/model/site.ts'

interface OverviewHeadProps {
  readonly slug: string
  readonly rev: string | null
  readonly counts: readonly StatusCount[]
  /** Of what remains: of how many somebody says that they stay by design. */
  readonly judged: JudgedCount
}

const remaining = ['mismatched', 'unconverted', 'unknown'] as const satisfies readonly Status[]

/** How far: the one number of a tree, with what it is a part of, what is wrong now, and what is left out. */
export function OverviewHead({ slug, rev, counts, judged }: OverviewHeadProps) {
  const countOf = (status: Status) =>
    counts.find((count) => count.role === 'acquire' && count.status === status)?.sites ?? 0
  const all = progressStatuses.reduce((sum, status) => sum + countOf(status), 0)
  const bar = {
    converted: countOf('converted'),
    unknown: countOf('unknown'),
    unconverted: countOf('unconverted'),
    mismatched: countOf('mismatched'),
  }
  const remain = all - bar.converted
  const list = (status: string | readonly string[]) => sitesPath(slug, { rev }, { status, role: 'acquire' })
  return (
    <section aria-label="Progress" className="overview-head">
      <p className="progress-line">
        <strong className="progress-number">{formatPercent(bar.converted, all)}</strong>
        {all === 0 ? (
          <span>No acquire is to be converted here.</span>
        ) : (
          <span>
            of acquires converted: {formatNumber(bar.converted)} of {formatNumber(all)},{' '}
            <Link href={list(remaining)} prefetch={false}>
              <strong>{formatCount(remain, 'remains', 'remain')}</strong>
            </Link>
          </span>
        )}
      </p>
      <ProgressBar counts={bar} label="Acquires" size="large" />
      <ul className="overview-statuses">
        {remaining.map((status) => (
          <Fragment key={status}>
            <li>
              <Link href={list(status)} prefetch={false} className="overview-status">
                <StatusBadge status={status} /> <strong>{formatNumber(countOf(status))}</strong>
              </Link>
            </li>
          </Fragment>
        ))}
        <li>
          <Link href={list('converted')} prefetch={false} className="overview-status">
            <StatusBadge status="converted" /> <strong>{formatNumber(bar.converted)}</strong>
          </Link>
        </li>
        <li>
          <Link href={list('exempt')} prefetch={false} className="overview-status">
            <StatusBadge status="exempt" /> <strong>{formatNumber(countOf('exempt'))}</strong>{' '}
            {countOf('exempt') === 1 ? 'stays' : 'stay'} by design
          </Link>
        </li>
      </ul>
      {judged.byPerson + judged.byComment === 0 ? null : (
        <StaysLine
          exempt={countOf('exempt')}
          judged={{
            ...judged,
            href: sitesPath(slug, { rev }, { status: remaining, role: 'acquire', triage: 'stays' }),
          }}
          converted={bar.converted}
          remaining={remain}
        />
      )}
    </section>
  )
}
