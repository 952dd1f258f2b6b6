import type { Chain } from './lay-out-lines.ts'
import type { Line } from './list-lines.ts'

/** A published revision that stands on a line where it does not belong. */
export interface Misplaced {
  readonly commit: string
  readonly from: number
  /** `null`: a line of its own. */
  readonly to: number | null
}

/**
 * A revision that stands elsewhere than chains say and can be moved; `null` if lines are as they should be. Each chain keeps the line that has
 * most of it, so that as little as possible is moved, and a line is left by what others keep before it takes what belongs to it.
 */
export function findMisplaced(lines: readonly Line[], chains: readonly Chain[]): Misplaced | null {
  const lineOf = new Map(lines.flatMap(({ id, revisions }) => revisions.map(({ commit }) => [commit, id] as const)))
  const shares = chains.flatMap((chain) => {
    const counts = new Map<number, number>()
    for (const commit of chain.commits) {
      const id = lineOf.get(commit)
      if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1)
    }
    return [...counts].map(([id, count]) => ({ chain, id, count }))
  })
  const keeps = new Map<Chain, number>()
  const taken = new Set<number>()
  for (const { chain, id } of shares.sort((a, b) => b.count - a.count || a.id - b.id)) {
    if (keeps.has(chain) || taken.has(id)) continue
    keeps.set(chain, id)
    taken.add(id)
  }
  const misplaced = chains.flatMap((chain) => {
    const to = keeps.get(chain) ?? null
    return chain.commits.flatMap((commit): readonly Misplaced[] => {
      const from = lineOf.get(commit)
      return from === undefined || from === to ? [] : [{ commit, from, to }]
    })
  })
  const leaving = new Set(misplaced.map(({ from }) => from))
  const [first] = misplaced
  // where two lines have to change revisions, one of these waits on a line of its own
  return misplaced.find(({ to }) => to === null || !leaving.has(to)) ?? (first ? { ...first, to: null } : null)
}
