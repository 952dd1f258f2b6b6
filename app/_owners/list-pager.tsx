import { Pager } from '#app/_ui/pager.tsx'
import { formatNumber } from '#app/_web/format.ts'
import type { ListPage } from './list-page.ts'

interface ListPagerProps {
  readonly page: ListPage<unknown>
  /** Items of all pages. */
  readonly total: number
  /** The list at a page; `null` is the first one. */
  readonly href: (number: number | null) => string
}

/** Which page of a numbered list this is, and ways to those beside it. Nothing for a list of one page. */
export function ListPager({ page: { number, pages }, total, href }: ListPagerProps) {
  if (pages === 1) return null
  const previous = number - 1
  return (
    <>
      <p className="mt-3 text-sm text-muted">
        Page {number} of {pages}, {formatNumber(total)} in all.
      </p>
      <Pager
        previousHref={number === 1 ? null : href(previous === 1 ? null : previous)}
        nextHref={number === pages ? null : href(number + 1)}
        firstHref={href(null)}
      />
    </>
  )
}
