import { groupBy } from '#scanner/model/group-by.ts'
import type { FunctionGroup } from './function-groups.ts'
import type { Revisions, Side } from './match-context.ts'
import { type Shingles, shinglesOf, similarity, similarityMax } from './similarity.ts'

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

/** One kind of evidence: of functions with a common key, how alike they must be. */
interface Step {
  readonly keyFrom: (group: FunctionGroup) => string
  readonly keyTo: (group: FunctionGroup) => string
  readonly least: number
}

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
  const pathAfter = ({ path }: FunctionGroup): string => newPath.get(path) ?? path
  const name = ({ function: inside }: FunctionGroup): string => inside ?? ''
  const path = (group: FunctionGroup): string => group.path
  const place = (file: string, group: FunctionGroup): string => JSON.stringify([file, name(group)])
  const anywhere = (): string => ''
  const steps: readonly Step[] = [
    {
      keyFrom: (group) => place(pathAfter(group), group),
      keyTo: (group) => place(group.path, group),
      least: similarityMin.renamedFile,
    },
    { keyFrom: name, keyTo: name, least: similarityMin.moved },
    { keyFrom: pathAfter, keyTo: path, least: similarityMin.renamed },
    { keyFrom: anywhere, keyTo: anywhere, least: similarityMin.movedAndRenamed },
  ]
  const found: FunctionPair[] = []
  let [openGone, openCome] = [withNames(gone), withNames(come)]
  for (const step of steps) {
    const pairs = bestPairs(openGone, openCome, step, bodies)
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

interface Candidate {
  readonly pair: FunctionPair
  readonly score: number
}

/** Pairs in which each is clearly the best for the other. Where texts are not at hand, the only candidate on both sides will do for a name. */
function bestPairs(
  gone: readonly FunctionGroup[],
  come: readonly FunctionGroup[],
  { keyFrom, keyTo, least }: Step,
  bodies: Bodies,
): readonly FunctionPair[] {
  const comeByKey = groupBy(come, keyTo)
  const candidates = gone.flatMap((from) =>
    (comeByKey.get(keyFrom(from)) ?? []).flatMap((to): Candidate[] => {
      const score =
        likeness(bodies('earlier', from), bodies('later', to), least) ?? (from.function === to.function ? least : 0)
      return score >= least ? [{ pair: [from, to], score }] : []
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

/** `null` without texts. Bodies whose sizes alone forbid it are not compared: between 5.10 and 7.2 all with all are half a million. */
function likeness(a: Shingles | null, b: Shingles | null, least: number): number | null {
  if (a === null || b === null) return null
  return similarityMax(a, b) < least ? 0 : similarity(a, b)
}

type Bodies = (side: Side, group: FunctionGroup) => Shingles | null

/** Bodies of functions, each taken apart once. */
function rememberBodies(textOf: Revisions['context']['textOf']): Bodies {
  const known = new Map<FunctionGroup, Shingles | null>()
  return (side, group) => {
    const before = known.get(group)
    if (before !== undefined) return before
    const text = textOf(side, group.sites[0] ?? -1)
    const body = text === null ? null : shinglesOf(text.lines)
    known.set(group, body)
    return body
  }
}
