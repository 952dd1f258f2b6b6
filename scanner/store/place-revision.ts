import type { Line } from './list-lines.ts'

/** Where a commit belongs: between two commits of a line that follow one another. */
export interface Placement {
  /** `null`: a line of its own. */
  readonly lineId: number | null
  /** The commit before it; `null`: it is the first. */
  readonly after: string | null
  /** The commit after it; `null`: it is the last. */
  readonly before: string | null
}

/** Whether `descendant` can be reached from `ancestor` by going from parents to children. Costs a walk of git's. */
export type IsAncestor = (ancestor: string, descendant: string) => Promise<boolean>

/**
 * Finds the line of a commit by ancestry, never by names or dates. Of the lines that it fits into the oldest is taken: for a merge of two
 * lines that is the one that was there first. It fits if the line stays a chain, each commit an ancestor of the next: behind the last,
 * before the first, or between two.
 *
 * Of one line the ancestors of a commit come first and the others behind them, so that a line of 1,000 revisions takes ten questions, and
 * a commit on top of one takes one.
 */
export async function placeRevision(
  lines: readonly Line[],
  commit: string,
  isAncestor: IsAncestor,
): Promise<Placement> {
  for (const { id, revisions } of lines) {
    const at = revisions.findIndex((revision) => revision.commit === commit)
    if (at >= 0)
      return { lineId: id, after: revisions[at - 1]?.commit ?? null, before: revisions[at + 1]?.commit ?? null }
  }
  for (const { id, revisions } of lines) {
    const commits = revisions.map((revision) => revision.commit)
    const ancestors = await countAncestors(commits, commit, isAncestor)
    const after = commits[ancestors - 1] ?? null
    const before = commits[ancestors] ?? null
    if (before === null || (await isAncestor(commit, before))) return { lineId: id, after, before }
  }
  return { lineId: null, after: null, before: null }
}

/** How many of a chain, from its beginning, are ancestors of a commit. The last is asked first: most commits come on top. */
async function countAncestors(chain: readonly string[], commit: string, isAncestor: IsAncestor): Promise<number> {
  const last = chain.at(-1)
  if (last === undefined || (await isAncestor(last, commit))) return chain.length
  let low = 0
  let high = chain.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (await isAncestor(chain[middle] ?? '', commit)) low = middle + 1
    else high = middle
  }
  return low
}
