import type { LinkedParts } from './link-parts.ts'
import type { LinkSources, OutlinedTree } from './outlined-tree.ts'

const leftOutKey = (key: string): string => `left-out ${key}`

/** How many pairs linking left out of the parts that any tree had before, by the keys of parts. */
export async function recallLeftOut(
  keys: readonly string[],
  { cache, facts }: LinkSources,
): Promise<ReadonlyMap<string, number>> {
  const kept = (await cache?.links(keys.map(leftOutKey))) ?? new Map<string, string>()
  return new Map(
    keys.flatMap((key) => {
      const text = kept.get(leftOutKey(key)) ?? facts.learnt.links.get(leftOutKey(key))
      return text === undefined ? [] : [[key, Number(text)] as const]
    }),
  )
}

/** Keeps that of parts which were linked just now, and gives it by their keys. */
export function learnLeftOut(
  { parted, keys }: OutlinedTree,
  linkedOf: LinkedParts['linkedOf'],
  { facts }: Pick<LinkSources, 'facts'>,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const [index, part] of parted.parts.entries()) {
    const linked = linkedOf.get(part)
    const key = keys[index]
    if (linked === undefined || key === undefined) continue
    counts.set(key, linked.pairsLeftOut)
    facts.learnt.links.set(leftOutKey(key), String(linked.pairsLeftOut))
  }
  return counts
}
