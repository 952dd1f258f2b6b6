import Link from 'next/link'

export interface FilterChip {
  readonly label: string
  readonly value: string
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
      {chips.map(({ label, value, removeHref }) => (
        <li key={`${label} ${value}`}>
          <Link className="chip" href={removeHref} prefetch={false}>
            <span className="sr-only">Remove the filter</span>
            <span className="chip-label">{label}</span>
            <span className="chip-value">{value}</span>
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
