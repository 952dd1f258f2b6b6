import type { Priority } from './priority.ts'
import { rowInOrder } from './row-in-order.ts'
import type { SiteRow } from './site.ts'
import type { Triage } from './triage/triage.ts'

/** Who has taken a site on: advisory, what counts is the code. A server knows such; a scan without one does not. */
export interface SiteClaim {
  readonly id: string
  /** A name or a mail address. */
  readonly person: string
  readonly state: string
}

/** What is known of a site beside its row. */
export interface SiteExtras {
  readonly triage: Triage | null
  readonly claims: readonly SiteClaim[]
  /** Label of the revision in which it was first seen; `null` where no history is known. */
  readonly appeared: string | null
  /** Only where somebody has set one; a triage file has none. */
  readonly priority?: Exclude<Priority, 'normal'>
}

/** A row and what people say of it; published as `public/schema/site-item-v1.json`. The row is the machine's alone. */
export interface SiteItem extends SiteRow, SiteExtras {}

/** The item with its keys in the order of the contract. */
export const siteItem = (row: SiteRow, { triage, claims, appeared, priority }: SiteExtras): SiteItem => ({
  ...rowInOrder(row),
  triage,
  claims,
  appeared,
  ...(priority === undefined ? {} : { priority }),
})
