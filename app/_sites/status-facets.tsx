import Link from 'next/link'
import { formatNumber } from '#app/_web/format.ts'
import type { Status } from '#scanner/model/site.ts'
import '#app/_ui/filter.css'
import { StatusBadge } from '#app/_ui/status-badge.tsx'

export interface StatusFacet {
  readonly status: Status
  /** Sites with it that fit the rest of the filter. */
  readonly sites: number
  readonly chosen: boolean
  /** The list with this status too, or, if it is chosen, without it. */
  readonly href: string
}

/** Statuses to choose from; several may be chosen. */
export function StatusFacets({ facets }: { readonly facets: readonly StatusFacet[] }) {
  return (
    <ul aria-label="Statuses" className="facets">
      {facets.map(({ status, sites, chosen, href }) => (
        <li key={status}>
          <Link href={href} prefetch={false} className="facet" {...(chosen ? { 'aria-current': 'true' } : {})}>
            <StatusBadge status={status} />
            <span className="facet-count">{formatNumber(sites)}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
