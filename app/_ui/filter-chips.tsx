import Link from 'next/link'
import { formatNumber } from '#app/_web/format.ts'

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
          <Link className="chip" href={removeHref} prefetch={false}>
            <span className="sr-only">Remove the filter</span>
            <span className="chip-label">{label}</span>
            <span className="chip-value">{value}</span>
            <span className="chip-count">
              {formatNumber(sites)}
              <span className="sr-only">{sites === 1 ? ' site' : ' sites'}</span>
            </span>
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
