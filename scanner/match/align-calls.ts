import type { MatchSite } from '#scanner/model/match.ts'
import type { FunctionGroup } from './function-groups.ts'
import type { Match, MatchContext, Revisions, Side } from './match-context.ts'
import { type Shingles, shinglesOf, similarity } from './similarity.ts'

/**
 * Lines around a call that tell it from an equal one, and what they count for. Those next to it say most: of a short function, more lines
 * are nearly all of it around each of its calls.
 */
const windows = [
  { lines: 2, weight: 0.8 },
  { lines: 5, weight: 0.2 },
] as const
/** What other arguments take off: calls side by side are told by them. */
const ownWeight = 0.2
/** What an equal name counts, where the likeness of the surroundings counts up to one. */
const sameName = 0.2
/**
 * A call with another name is the same site only where it is the only one or its surroundings are alike: below the first not at all, below the
 * second only if they are more like each other, by the margin, than like those of any other call that is not a part of the same one.
 */
const convertedSimilarityMin = 0.15
const doubtfulSimilarityMax = 0.35
const doubtfulMargin = 0.02
/** Functions with more pairs of calls than this are odd input: aligned by order alone. */
const pairsMax = 250_000

/**
 * Matches the calls of one function in two revisions, for each role apart. Calls keep their order, so the best alignment is found as for two
 * sequences: each pair counts by the square of how alike the lines around it are, and by its names. Of alignments
 * that are equally good the one with the earliest calls is taken.
 */
export function alignCalls(from: FunctionGroup, to: FunctionGroup, revisions: Revisions): readonly Match[] {
  return (['acquire', 'release'] as const).flatMap((role) => {
    const before = from.sites.filter((index) => revisions.earlier[index]?.role === role)
    const after = to.sites.filter((index) => revisions.later[index]?.role === role)
    if (before.length === 0 || after.length === 0) return []
    return align(before, after, revisions)
  })
}

function align(before: readonly number[], after: readonly number[], revisions: Revisions): readonly Match[] {
  if (before.length * after.length > pairsMax) return byOrder(before, after, revisions)
  const { earlier, later, context } = revisions
  const around = (side: Side, indexes: readonly number[]) => indexes.map((index) => surroundings(context, side, index))
  const contextsBefore = around('earlier', before)
  const contextsAfter = around('later', after)
  // one that is split by a condition, dirty or not, stays itself in one of the two
  const isOnly = before.length === 1
  const likenesses = contextsBefore.map((a) => contextsAfter.map((b) => compareSurroundings(a, b)))
  const isDoubtful = (i: number, j: number, likeness: number): boolean => {
    if (likeness >= doubtfulSimilarityMax) return false
    const isRival = (other: number | null | undefined) => (other ?? 0) > likeness - doubtfulMargin
    const isOfAnother = (column: number) =>
      likenesses.some(
        (row, otherI) => otherI !== i && (row[column] ?? 0) > (likenesses[i]?.[column] ?? 0) - doubtfulMargin,
      )
    return (
      isOfAnother(j) ||
      // a rival that is like this call alone was split off from it
      likenesses[i]?.some((other, otherJ) => otherJ !== j && isRival(other) && isOfAnother(otherJ)) === true
    )
  }
  const score = (i: number, j: number): number => {
    const isSame = earlier[before[i] ?? -1]?.api === later[after[j] ?? -1]?.api
    const likeness = likenesses[i]?.[j] ?? null
    if (likeness === null) return isSame ? 1 : 0.5
    if (!isSame && !isOnly && (likeness < convertedSimilarityMin || isDoubtful(i, j, likeness))) return 0
    // less for a name than for what is around: of equal calls one that is found again counts more than two that merely stand in order
    return (isSame ? sameName : sameName / 2) + likeness ** 2
  }
  const scores = before.map((_unused, i) => after.map((_one, j) => score(i, j)))
  return trace(scores).map(([i, j]) => ({ earlier: before[i] ?? -1, later: after[j] ?? -1 }))
}

/** Pairs of the best alignment in order; a score of 0 is no pair. */
function trace(scores: readonly (readonly number[])[]): readonly (readonly [number, number])[] {
  const columns = scores[0]?.length ?? 0
  // best[i][j]: of the parts behind i and j
  const best = Array.from({ length: scores.length + 1 }, () => new Float64Array(columns + 1))
  const at = (i: number, j: number) => best[i]?.[j] ?? 0
  for (let i = scores.length - 1; i >= 0; i--) {
    const row = best[i]
    if (row === undefined) continue
    for (let j = columns - 1; j >= 0; j--) {
      const score = scores[i]?.[j] ?? 0
      row[j] = Math.max(at(i + 1, j), at(i, j + 1), score > 0 ? score + at(i + 1, j + 1) : 0)
    }
  }
  const pairs: [number, number][] = []
  for (let i = 0, j = 0; i < scores.length && j < columns; ) {
    const score = scores[i]?.[j] ?? 0
    if (score > 0 && score + at(i + 1, j + 1) >= at(i, j)) pairs.push([i++, j++])
    else if (at(i, j + 1) >= at(i, j)) j++
    else i++
  }
  return pairs
}

interface Surroundings {
  /** The call's own line: its arguments. */
  readonly own: Shingles
  readonly byWindow: readonly Shingles[]
}

function surroundings(context: MatchContext, side: Side, index: number): Surroundings | null {
  const text = context.textOf(side, index)
  if (text === null) return null
  const around = (lines: number) => shinglesOf(text.lines.slice(Math.max(0, text.at - lines), text.at + lines + 1))
  return { own: around(0), byWindow: windows.map(({ lines }) => around(lines)) }
}

function compareSurroundings(a: Surroundings | null, b: Surroundings | null): number | null {
  if (a === null || b === null) return null
  const none = shinglesOf([])
  const likeness = windows.reduce(
    (sum, { weight }, nth) => sum + weight * similarity(a.byWindow[nth] ?? none, b.byWindow[nth] ?? none),
    0,
  )
  return likeness * (1 - ownWeight + ownWeight * similarity(a.own, b.own))
}

/** The n-th call of a name with the n-th. */
function byOrder(before: readonly number[], after: readonly number[], { earlier, later }: Revisions): readonly Match[] {
  const nameOf = (site: MatchSite | undefined) => `${site?.api} ${site?.ordinal}`
  const known = new Map(before.map((index) => [nameOf(earlier[index]), index]))
  return after.flatMap((index) => {
    const from = known.get(nameOf(later[index]))
    return from === undefined ? [] : [{ earlier: from, later: index }]
  })
}
