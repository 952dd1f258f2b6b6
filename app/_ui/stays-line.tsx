import Link from 'next/link'
import { formatNumber, formatPercent } from '#app/_web/format.ts'

interface StaysLineProps {
  /** Acquires that are exempt by a rule of the scanner. */
  readonly exempt: number
  /** Of those that remain: of how many a person decided, or a comment in the code says, that they stay by design; and the list of them. */
  readonly judged: { readonly byPerson: number; readonly byComment: number; readonly href: string }
  readonly converted: number
  /** All that remain, those with them. */
  readonly remaining: number
}

/** What stays by design, which is counted apart from what is converted and what remains; and how many of it somebody says. */
export function StaysLine({ exempt, judged, converted, remaining }: StaysLineProps) {
  const said = judged.byPerson + judged.byComment
  if (exempt + said === 0) return null
  const rest = converted + remaining - said
  return (
    <p className="mt-1 text-sm text-muted">
      {formatNumber(exempt + said)} {exempt + said === 1 ? 'stays' : 'stay'} by design
      {said === 0 ? null : (
        <>
          ,{' '}
          <Link href={judged.href} prefetch={false}>
            {formatNumber(said)} of them {sayers(judged)}
          </Link>
          {rest > 0 ? `; without those, ${formatPercent(converted, rest)} is converted` : ''}
        </>
      )}
      .
    </p>
  )
}

function sayers({ byPerson, byComment }: StaysLineProps['judged']): string {
  if (byComment === 0) return 'by a person’s word'
  if (byPerson === 0) return 'by a comment in the code'
  return `by a person’s word (${formatNumber(byPerson)}) or a comment in the code (${formatNumber(byComment)})`
}
