import { groupBy } from '#scanner/model/group-by.ts'
import type { MatchSite } from '#scanner/model/match.ts'

/** The sites of one function of one file. */
export interface FunctionGroup {
  readonly path: string
  /** `null`: the calls outside any function. */
  readonly function: string | null
  /** Indexes of its sites, in the order in which the calls stand. */
  readonly sites: readonly number[]
}

/** Groups by path and name, in an order that does not depend on that of the sites. */
export function groupByFunction(sites: readonly MatchSite[]): ReadonlyMap<string, FunctionGroup> {
  const groups = groupBy(sites.keys(), (index) => placeOf(sites[index]))
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1))
  return new Map(
    sorted.map(([place, indexes]) => {
      const first = sites[indexes[0] ?? -1]
      const inOrder = indexes.toSorted((a, b) => compareCalls(sites[a], sites[b]))
      return [place, { path: first?.path ?? '', function: first?.function ?? null, sites: inOrder }]
    }),
  )
}

function placeOf(site: MatchSite | undefined): string {
  return JSON.stringify([site?.path, site?.function])
}

/** As they stand in the file. Two on one line are told by name and count: their columns would not say more. */
function compareCalls(a: MatchSite | undefined, b: MatchSite | undefined): number {
  if (a === undefined || b === undefined) return 0
  if (a.line !== b.line) return a.line - b.line
  if (a.api !== b.api) return a.api < b.api ? -1 : 1
  return a.ordinal - b.ordinal
}

export function isSameSequence(
  from: FunctionGroup,
  to: FunctionGroup,
  earlier: readonly MatchSite[],
  later: readonly MatchSite[],
): boolean {
  return (
    from.sites.length === to.sites.length &&
    from.sites.every((index, nth) => earlier[index]?.api === later[to.sites[nth] ?? -1]?.api)
  )
}

/** Whether an API is called several times: then names and order alone do not tell its calls from each other. */
export function hasEqualCalls(group: FunctionGroup, sites: readonly MatchSite[]): boolean {
  return new Set(group.sites.map((index) => sites[index]?.api)).size < group.sites.length
}
