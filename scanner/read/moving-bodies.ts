import { argumentRanges, parseAccessPath } from './access-paths.ts'
import type { Mentions } from './find-mentions.ts'
import type { Reading } from './reading.ts'
import { tokenText } from './tokens.ts'

/** Beyond this a file is odd input, and reading stays linear in it. */
const movingMax = 64

/**
 * Functions of the file that put what lies in a member into another member, and neither take nor drop anything: a list that is made of the pages
 * that one function has taken, and that another one drops. Each with the names that carry them.
 */
export function movingBodies(
  { tokens, structure, names }: Reading,
  { transfers, telling }: Mentions,
  naming: ReadonlySet<number>,
): ReadonlyMap<number, ReadonlySet<string>> {
  const moving = new Map<number, Set<string>>()
  if (!telling) return moving
  for (const token of transfers) {
    const body = structure.bodyOf[token] ?? -1
    if (body < 0 || naming.has(body) || (moving.size >= movingMax && !moving.has(body))) continue
    const ranges = argumentRanges(tokens, structure.match, token + 1, structure.match[token + 1] ?? -1)
    const pathAt = (index: number | null) => {
      const range = index === null ? undefined : ranges[index]
      return range === undefined ? null : parseAccessPath(tokens, structure.match, ...range)
    }
    for (const { to, from, fills } of names.transfers.get(tokenText(tokens, token)) ?? []) {
      const source = pathAt(from)
      const target = pathAt(to)
      const isOfMembers = [source, target].every((path) => path?.steps.some((step) => step.startsWith('.')) === true)
      if (!fills || !isOfMembers || source === null || target === null) continue
      moving.set(body, (moving.get(body) ?? new Set()).add(source.base).add(target.base))
    }
  }
  return moving
}
