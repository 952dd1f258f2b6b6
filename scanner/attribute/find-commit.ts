import type { SiteHistory, TracedCommit, Where } from './site-history.ts'

/** What is asked of a history: calls by name with where they are in the end, and of which states of them. */
export interface Question {
  readonly names: readonly string[]
  readonly end: readonly Where[]
  /** Holds in the end. */
  readonly isResult: (places: readonly Where[]) => boolean
  /** Held in the earlier revision. */
  readonly isOrigin: (places: readonly Where[]) => boolean
}

/**
 * The commit that led from the origin to the result, for good: from the end back as long as the result holds, at a merge to the side that
 * has it (the first of several), as `git blame` does. `null` where it takes several commits, where the history does not show all
 * of it, or where the result came from before the history.
 */
export function findCommit({ commits, tip }: SiteHistory, { names, end, isResult, isOrigin }: Question): string | null {
  const stack: { readonly oid: string | null; readonly places: readonly Where[] }[] = [{ oid: tip, places: end }]
  const seen = new Set<string>()
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const commit = commits.get(next.oid ?? '')
    if (commit === undefined || seen.has(commit.commit)) continue
    seen.add(commit.commit)
    const { places } = next
    const sides = placesBefore(commit, names, places)
    const holding = sides.flatMap((side, index) =>
      isResult(side) ? [{ oid: commit.parents[index] ?? null, places: side }] : [],
    )
    // the first parent is looked at first
    if (holding.length > 0) stack.push(...holding.toReversed())
    else return !commit.isBlind && !commit.isUneven && sides.every(isOrigin) ? commit.commit : null
  }
  return null
}

function placesBefore(
  { changes, parents }: TracedCommit,
  names: readonly string[],
  places: readonly Where[],
): readonly (readonly Where[])[] {
  const sides = Math.max(1, parents.length)
  return Array.from({ length: sides }, (_, side) =>
    names.map((name, index) => {
      const change = changes.get(name)
      return change === undefined ? (places[index] ?? null) : (change.before[side] ?? null)
    }),
  )
}
