import type { MatchSite, Rename } from '#scanner/model/match.ts'

/** Text around one call, as it stands in the file. */
export interface SiteText {
  /** Lines of the function it stands in, or some around a call outside any. */
  readonly lines: readonly string[]
  /** Index of the call's line among them. */
  readonly at: number
}

/** What is known of the two revisions besides their sites. */
export interface MatchContext {
  /** Files that git found again under another name, among those of sites that `listUnsettled` names. */
  readonly renames: readonly Rename[]
  /** Text around a site of that revision, by its index; `null`: not at hand. Asked for unsettled sites alone. */
  readonly textOf: (side: Side, index: number) => SiteText | null
}

export type Side = 'earlier' | 'later'

/** Two rows that are one site, by their indexes. */
export interface Match {
  readonly earlier: number
  readonly later: number
}

/** Two revisions' sites, and what is known of them besides. */
export interface Revisions {
  readonly earlier: readonly MatchSite[]
  readonly later: readonly MatchSite[]
  readonly context: MatchContext
}
