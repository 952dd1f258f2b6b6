import Link from 'next/link'

interface SortHeadingProps {
  readonly label: string
  /** `null` if the list is not sorted by this column. */
  readonly direction: 'ascending' | 'descending' | null
  /** The list sorted by this column, or, if it is already, the other way round. */
  readonly href: string
  readonly className?: string
}

/** Head of a column that the list can be sorted by. */
export function SortHeading({ label, direction, href, className = '' }: SortHeadingProps) {
  return (
    <th scope="col" className={className} {...(direction === null ? {} : { 'aria-sort': direction })}>
      <Link href={href} prefetch={false} className="sort-link">
        {label}
        <span aria-hidden="true" className="sort-sign">
          {direction === null ? '' : direction === 'ascending' ? ' ↑' : ' ↓'}
        </span>
      </Link>
    </th>
  )
}
