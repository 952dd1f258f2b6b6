import Link from 'next/link'
import { formatNumber, formatPercent } from '#app/_web/format.ts'

interface StaysLineProps {
  /** Acquires that are exempt by a rule of the scanner. */
  readonly exempt: number
  /** Of those that remain: of how many it is decided that they stay by design. */
  readonly judged: number
  readonly converted: number
  /** All that remain, those with them. */
  readonly remaining: number
  /** The list of the judged ones. */
  readonly href: string
}

/** What stays by design, which is counted apart from what is converted and what remains; and how many of it a person says. */
export function StaysLine({ exempt, judged, converted, remaining, href }: StaysLineProps) {
  if (exempt + judged === 0) return null
  const rest = converted + remaining - judged
  return (
    <p className="mt-1 text-sm text-muted">
      {formatNumber(exempt + judged)} stay by design
      {judged === 0 ? null : (
        <>
          ,{' '}
          <Link href={href} prefetch={false}>
            {formatNumber(judged)} of them by a person’s word
          </Link>
          {rest > 0 ? `; without those, ${formatPercent(converted, rest)} is converted` : ''}
        </>
      )}
      .
    </p>
  )
}
