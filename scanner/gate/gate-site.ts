import type { Pair, Site } from '#scanner/model/linked.ts'
import type { SiteRow } from '#scanner/model/site.ts'

/** One row of a revision with what it was made from. */
export interface GateSite {
  readonly row: SiteRow
  readonly site: Site
  /** The other ends of its pairs, with the evidence; in the order of rows. */
  readonly ends: readonly GateEnd[]
  /** What was seen of it, in sentences for people. */
  readonly seen: readonly string[]
  /** Of an acquire whose pages lie in a member, and are dropped by its function too: how many ways out on an error leave them. */
  readonly openExits?: number
}

export interface GateEnd {
  readonly pair: Pair
  readonly other: GateSite
}

/** A site at the end of a step, and the same site at its beginning; `null`: it is new. */
export interface SiteStep {
  readonly was: GateSite | null
  readonly is: GateSite
}
