import type { Match, SiteText } from '#scanner/match/match-context.ts'
import { matchSites } from '#scanner/match/match-sites.ts'
import type { MatchSite } from '#scanner/model/match.ts'
import type { ReadSite } from './read-sites.ts'

/** Matches sites before and after a commit. Those that were read have their text with them; those of the store are matched by their names. */
export function matchRead(earlier: readonly MatchSite[], later: readonly MatchSite[]): readonly Match[] {
  const sites = { earlier, later }
  return matchSites(earlier, later, { renames: [], textOf: (side, index) => textOf(sites[side][index]) })
}

function textOf(site: MatchSite | undefined): SiteText | null {
  // only `readSites` makes sites with a text
  return site !== undefined && 'text' in site ? (site as ReadSite).text : null
}
