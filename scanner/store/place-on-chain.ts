import type { Chain } from './lay-out-lines.ts'
import type { Line } from './list-lines.ts'

/** Where a commit belongs among published ones. */
export interface Placement {
  /** `null`: a line of its own. */
  readonly lineId: number | null
  /** The commit before it on the line; `null`: it is the first. */
  readonly after: string | null
  /** The commit behind it on the line; `null`: it is the last. */
  readonly before: string | null
  /** The commit that its sites are matched with: the one before it, or the one that its line forks from. */
  readonly base: string | null
}

/** The place that chains give a commit; the line is the one that has the others of its chain. */
export function placeOnChain(lines: readonly Line[], chains: readonly Chain[], commit: string): Placement {
  const chain = chains.find(({ commits }) => commits.includes(commit))
  if (chain === undefined) throw new RangeError(`${commit} is on none of the lines`)
  const at = chain.commits.indexOf(commit)
  const after = chain.commits[at - 1] ?? null
  const before = chain.commits[at + 1] ?? null
  const members = new Set(chain.commits)
  const line = lines.find(({ revisions }) => revisions.some((revision) => members.has(revision.commit)))
  return { lineId: line?.id ?? null, after, before, base: after ?? chain.forkedFrom }
}
