import type { MatchSite } from '#scanner/model/match.ts'

/** Where a call is at one commit; `null`: it is not there. */
export type Where = MatchSite | null

/** What a commit did to one call. */
export interface SiteChange {
  readonly after: Where
  /** Against each parent, in their order; the very value of `after` where that parent has it so, too. */
  readonly before: readonly Where[]
}

export interface TracedCommit {
  readonly commit: string
  readonly parents: readonly string[]
  /** By name of the call. */
  readonly changes: ReadonlyMap<string, SiteChange>
  /** Not all that it changed could be read: what seems to begin or end here may have done so elsewhere. */
  readonly isBlind: boolean
  /** Paths that it has and one of its parents has not, or the other way round. */
  readonly isUneven: boolean
}

/** Calls followed through the commits of a step. A call is named by its key; one that the earlier revision has not, by a name of its own. */
export interface SiteHistory {
  readonly commits: ReadonlyMap<string, TracedCommit>
  /** The latest one; `null` if nothing touches the paths. */
  readonly tip: string | null
  /** Name of the call at a place of the later revision; `null` if none is known there. */
  readonly nameAt: (place: MatchSite) => string | null
}

export function isSamePlace(a: Where, b: Where): boolean {
  if (a === null || b === null) return a === b
  return a.path === b.path && a.function === b.function && a.api === b.api && a.ordinal === b.ordinal
}

export function placeKey({ path, function: inside, api, ordinal }: MatchSite): string {
  return JSON.stringify([path, inside, api, ordinal])
}
