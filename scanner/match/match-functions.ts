import { groupBy } from '#scanner/model/group-by.ts'
import type { FunctionGroup } from './function-groups.ts'
import type { Revisions, Side } from './match-context.ts'
import { type Shingles, shinglesOf, similarity } from './similarity.ts'

export type FunctionPair = readonly [earlier: FunctionGroup, later: FunctionGroup]

/** How alike two functions must be, by what else says that they are one. */
const similarityMin = {
  /** The file was renamed, by git's own judgement, and the name is the same. */
  renamedFile: 0.2,
  /** A function of that name in another file. */
  moved: 0.4,
  /** Another name in the same or the renamed file. */
  renamed: 0.5,
  /** Another name in another file. */
  movedAndRenamed: 0.8,
} as const

/** How much better than any other the best one must be: two that are equally good are a guess. */
const margin = 0.05
/** More functions than come and go between any two kernels; odd input is not compared all with all. */
const pairsMax = 200_000

/**
 * Functions that came under another name or in another file, one to one: those that the other revision no longer has, or did not have.
 * First by name in a renamed file, then by name anywhere, then by likeness of their bodies alone. Of several candidates the best is taken, if it is
 * clearly better than the next for both of them.
 */
export function matchFunctions(
  gone: readonly FunctionGroup[],
  come: readonly FunctionGroup[],
  { context }: Revisions,
): readonly FunctionPair[] {
  const newPath = new Map(context.renames.map(({ from, to }) => [from, to]))
  const bodies = rememberBodies(context.textOf)
  const likeness = (from: FunctionGroup, to: FunctionGroup): number | null => {
    const [a, b] = [bodies('earlier', from), bodies('later', to)]
    return a === null || b === null ? null : similarity(a, b)
  }
  const steps: readonly ((from: FunctionGroup, to: FunctionGroup) => number | null)[] = [
    (from, to) => (isNamed(from, to) && newPath.get(from.path) === to.path ? similarityMin.renamedFile : null),
    (from, to) => (isNamed(from, to) ? similarityMin.moved : null),
    (from, to) => ((newPath.get(from.path) ?? from.path) === to.path ? similarityMin.renamed : null),
    () => similarityMin.movedAndRenamed,
  ]
  const found: FunctionPair[] = []
  let [openGone, openCome] = [withNames(gone), withNames(come)]
  for (const least of steps) {
    const pairs = bestPairs(openGone, openCome, least, likeness)
    found.push(...pairs)
    const taken = new Set(pairs.flat())
    openGone = openGone.filter((group) => !taken.has(group))
    openCome = openCome.filter((group) => !taken.has(group))
  }
  return found
}

/** Calls outside any function have nothing that could be found again. */
function withNames(groups: readonly FunctionGroup[]): readonly FunctionGroup[] {
  return groups.filter(({ function: name }) => name !== null)
}

const isNamed = (from: FunctionGroup, to: FunctionGroup): boolean => from.function === to.function

interface Candidate {
  readonly pair: FunctionPair
  readonly score: number
}

/** Pairs in which each is clearly the best for the other. Where texts are not at hand, the only candidate on both sides will do for a name. */
function bestPairs(
  gone: readonly FunctionGroup[],
  come: readonly FunctionGroup[],
  least: (from: FunctionGroup, to: FunctionGroup) => number | null,
  likeness: (from: FunctionGroup, to: FunctionGroup) => number | null,
): readonly FunctionPair[] {
  if (gone.length * come.length > pairsMax) return []
  const candidates = gone.flatMap((from) =>
    come.flatMap((to): Candidate[] => {
      const wanted = least(from, to)
      if (wanted === null) return []
      const score = likeness(from, to) ?? (isNamed(from, to) ? wanted : 0)
      return score >= wanted ? [{ pair: [from, to], score }] : []
    }),
  )
  const byFrom = groupBy(candidates, ({ pair }) => pair[0])
  const byTo = groupBy(candidates, ({ pair }) => pair[1])
  const isBest = (candidate: Candidate, others: readonly Candidate[]) =>
    others.every((other) => other === candidate || other.score <= candidate.score - margin)
  return candidates
    .filter(
      (candidate) =>
        isBest(candidate, byFrom.get(candidate.pair[0]) ?? []) && isBest(candidate, byTo.get(candidate.pair[1]) ?? []),
    )
    .map(({ pair }) => pair)
}

/** Bodies of functions, each taken apart once. */
function rememberBodies(textOf: Revisions['context']['textOf']) {
  const known = new Map<FunctionGroup, Shingles | null>()
  return (side: Side, group: FunctionGroup): Shingles | null => {
    const before = known.get(group)
    if (before !== undefined) return before
    const text = textOf(side, group.sites[0] ?? -1)
    const body = text === null ? null : shinglesOf(text.lines)
    known.set(group, body)
    return body
  }
}
