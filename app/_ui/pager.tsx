import Link from 'next/link'

interface PagerProps {
  readonly previousHref: string | null
  readonly nextHref: string | null
  readonly firstHref: string
}

/** Ways to the pages before and after. */
export function Pager({ previousHref, nextHref, firstHref }: PagerProps) {
  if (previousHref === null && nextHref === null) return null
  return (
    <nav aria-label="Pages" className="mt-4 flex flex-wrap gap-x-6 gap-y-2 text-sm">
      {previousHref === null ? null : (
        <>
          <Link href={firstHref} prefetch={false}>
            First page
          </Link>
          <Link href={previousHref} prefetch={false} rel="prev">
            ← Previous
          </Link>
        </>
      )}
      {nextHref === null ? null : (
        <Link href={nextHref} prefetch={false} rel="next">
          Next →
        </Link>
      )}
    </nav>
  )
}
