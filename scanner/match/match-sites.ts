import type { MatchSite, Rename } from '#scanner/model/match.ts'

/** What is known of the two revisions besides their sites. */
export interface MatchContext {
  /** Between the two trees, among files with sites. */
  readonly renames: readonly Rename[]
  /** Text of a file of the earlier and of the later revision, for paths that `listUnsettled` names; `null`: not at hand. */
  readonly earlierText: (path: string) => string | null
  readonly laterText: (path: string) => string | null
}

/** Two rows that are one site, by their indexes. */
export interface Match {
  readonly earlier: number
  readonly later: number
}

/** Which sites of two revisions are the same, one to one. */
export function matchSites(
  earlier: readonly MatchSite[],
  later: readonly MatchSite[],
  _context: MatchContext,
): readonly Match[] {
  const places = new Map(earlier.map((site, index) => [placeOf(site), index]))
  return later.flatMap((site, index) => {
    const from = places.get(placeOf(site))
    return from === undefined ? [] : [{ earlier: from, later: index }]
  })
}

function placeOf({ path, function: inside, api, ordinal }: MatchSite): string {
  return JSON.stringify([path, inside, api, ordinal])
}
