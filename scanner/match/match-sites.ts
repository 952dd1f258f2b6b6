import type { MatchSite } from '#scanner/model/match.ts'
import { alignCalls } from './align-calls.ts'
import { type FunctionGroup, groupByFunction, hasEqualCalls, isSameSequence } from './function-groups.ts'
import type { Match, MatchContext, Side } from './match-context.ts'
import { type FunctionPair, matchFunctions } from './match-functions.ts'

/**
 * Which sites of two revisions are the same, one to one, whatever the order of the rows. From the cheapest evidence to the weakest:
 *
 * 1. a function of the same name in the same file that calls the same APIs in the same order: call by call, unless it calls one
 *    several times and its file has changed: one of them may have gone and another one come;
 * 2. such a function whose calls differ or are told from each other only by what is around them: aligned in their order, by API and by the text around them (`alignCalls`), so that a converted
 *    call stays the site it was, and of two equal calls the one that went is told from the one that stayed;
 * 3. a function that only one of the two has, with one that only the other has (`matchFunctions`): the file was renamed, the function moved
 *    to another file or got another name. Its calls are aligned as above.
 *
 * What is left is gone or new. A function that was split or merged is such a case: which part is the old one would be a guess.
 */
export function matchSites(
  earlier: readonly MatchSite[],
  later: readonly MatchSite[],
  context: MatchContext,
): readonly Match[] {
  const { same, changed, gone, come } = compareFunctions(earlier, later)
  const moved = matchFunctions(gone, come, { earlier, later, context })
  return [
    ...same.flatMap(([from, to]) => from.sites.map((index, nth) => ({ earlier: index, later: to.sites[nth] ?? -1 }))),
    ...[...changed, ...moved].flatMap(([from, to]) => alignCalls(from, to, { earlier, later, context })),
  ]
}

/** Sites that cheap evidence does not settle: their texts, and renames among their files, are what `matchSites` asks for. */
export function listUnsettled(
  earlier: readonly MatchSite[],
  later: readonly MatchSite[],
): Readonly<Record<Side, readonly number[]>> {
  const { changed, gone, come } = compareFunctions(earlier, later)
  return {
    earlier: [...changed.map(([from]) => from), ...gone].flatMap(({ sites }) => sites),
    later: [...changed.map(([, to]) => to), ...come].flatMap(({ sites }) => sites),
  }
}

interface Comparison {
  readonly same: readonly FunctionPair[]
  readonly changed: readonly FunctionPair[]
  /** Functions that only the earlier revision has. */
  readonly gone: readonly FunctionGroup[]
  /** Functions that only the later one has. */
  readonly come: readonly FunctionGroup[]
}

function compareFunctions(earlier: readonly MatchSite[], later: readonly MatchSite[]): Comparison {
  const before = groupByFunction(earlier)
  const after = groupByFunction(later)
  const same: FunctionPair[] = []
  const changed: FunctionPair[] = []
  const gone: FunctionGroup[] = []
  for (const [place, from] of before) {
    const to = after.get(place)
    if (to === undefined) gone.push(from)
    else if (isSameSequence(from, to, earlier, later) && !hasEqualCalls(from, earlier)) same.push([from, to])
    else changed.push([from, to])
  }
  const come = [...after].flatMap(([place, to]) => (before.has(place) ? [] : [to]))
  return { same, changed, gone, come }
}
