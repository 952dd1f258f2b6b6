import type { Chain, Descents } from './lay-out-lines.ts'

/** Whether `descendant` can be reached from `ancestor` by going from parents to children. Costs a walk of git's. */
export type IsAncestor = (ancestor: string, descendant: string) => Promise<boolean>

/**
 * The nearest commit of other chains that a commit descends from though no first parent leads there: through a merge, as a tree that pulls
 * another one in. Ancestors of ancestors are ancestors, so of chains that fork from each other only those are asked whose beginning is one.
 */
export async function findForkBase(
  chains: readonly Chain[],
  commit: string,
  descents: Descents,
  isAncestor: IsAncestor,
): Promise<string | null> {
  // a commit without parents has no ancestors
  if ((descents.get(commit)?.depth ?? 0) === 0) return null
  const found: string[] = []
  const look = async (chain: Chain) => {
    if (chain.commits.includes(commit)) return
    const ancestors = await countAncestors(chain.commits, commit, isAncestor)
    const nearest = chain.commits[ancestors - 1]
    if (nearest === undefined) return
    found.push(nearest)
    const held = new Set(chain.commits.slice(0, ancestors))
    for (const fork of chains) if (fork.forkedFrom !== null && held.has(fork.forkedFrom)) await look(fork)
  }
  for (const chain of chains) if (chain.forkedFrom === null) await look(chain)
  const depthOf = (one: string) => descents.get(one)?.depth ?? 0
  return found.sort((a, b) => depthOf(b) - depthOf(a) || (a < b ? -1 : 1))[0] ?? null
}

/** How many of a chain, from its beginning, are ancestors of a commit. */
async function countAncestors(chain: readonly string[], commit: string, isAncestor: IsAncestor): Promise<number> {
  let low = 0
  let high = chain.length
  // the first tells of most chains that there is none
  let middle = 0
  while (low < high) {
    if (await isAncestor(chain[middle] ?? '', commit)) low = middle + 1
    else high = middle
    middle = (low + high) >>> 1
  }
  return low
}
