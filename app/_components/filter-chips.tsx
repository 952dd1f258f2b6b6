import Link from 'next/link'
import { formatCount, formatNumber } from '#app/_lib/format.ts'
import './filter.css'

export interface FilterChip {
  readonly label: string
  readonly value: string
  /** Sites that fit this value, whatever else is asked. */
  readonly sites: number
  /** The list without it. */
  readonly removeHref: string
}

/** What is asked of a list, each part with a way to take it back. */
export function FilterChips({
  chips,
  clearHref,
}: {
  readonly chips: readonly FilterChip[]
  readonly clearHref: string
}) {
  if (chips.length === 0) return null
  return (
    <ul className="chips" aria-label="Active filters">
      {chips.map(({ label, value, sites, removeHref }) => (
        <li key={`${label} ${value}`}>
          <Link
            className="chip"
            href={removeHref}
            prefetch={false}
            aria-label={`Remove ${label} ${value}, which ${formatCount(sites, 'site fits', 'sites fit')}`}
          >
            <span className="chip-label">{label}</span>
            <span className="chip-value">{value}</span>
            <span className="chip-count">{formatNumber(sites)}</span>
            <span aria-hidden="true">×</span>
          </Link>
        </li>
      ))}
      <li>
        <Link href={clearHref} prefetch={false}>
          Clear all
        </Link>
      </li>
    </ul>
  )
}
