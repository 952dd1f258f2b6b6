import { argumentRanges, parseAccessPath } from './access-paths.ts'
import type { Mentions } from './find-mentions.ts'
import { firstOf, openOf, readResult } from './read-calls.ts'
import type { Reading } from './reading.ts'
import { tokenText } from './tokens.ts'

/** Names that the arguments and results of calls carry, by the body the calls stand in. */
export function carriedNames(
  { tokens, structure }: Pick<Reading, 'tokens' | 'structure'>,
  callTokens: readonly number[],
  handed: ReadonlyMap<number, ReadonlySet<string>>,
): Map<number, Set<string>> {
  const carried = new Map([...handed].map(([body, names]) => [body, new Set(names)]))
  for (const token of callTokens) {
    const body = structure.bodyOf[token] ?? -1
    if (body < 0) continue
    const names = carried.get(body) ?? new Set()
    carried.set(body, names)
    const open = openOf(tokens, structure, token)
    if (open < 0) continue
    for (const range of argumentRanges(tokens, structure.match, open, structure.match[open] ?? -1)) {
      const path = parseAccessPath(tokens, structure.match, ...range)
      if (path !== null && path.base !== '') names.add(path.base)
    }
    const result = readResult(tokens, structure, firstOf(structure, token, open))
    if (result !== null && result !== 'return' && !statusName.test(result.base)) names.add(result.base)
  }
  return carried
}

/** Calls whose arguments and results carry pages. */
export function carriers({ rows, wrappers, telling }: Mentions): readonly number[] {
  return telling ? [...rows, ...wrappers] : rows
}

/** Locals that hold a status code: following them would join whatever a function calls. */
const statusName = /^(?:ret|rc|err|error|retval|rv)$/

/** What functions that were handed pages return is one of them, by another name: `page = to_refcounted_page(pfn)`. */
export function addHandedBack(
  { tokens, structure }: Reading,
  { locals }: Mentions,
  carried: ReadonlyMap<number, Set<string>>,
  handed: ReadonlyMap<number, ReadonlySet<string>>,
): void {
  const called = new Set([...handed.keys()].map((index) => structure.bodies[index]?.name))
  for (const token of locals) {
    const names = carried.get(structure.bodyOf[token] ?? -1)
    if (names === undefined || !called.has(tokenText(tokens, token))) continue
    const result = readResult(tokens, structure, token)
    if (result !== null && result !== 'return' && !statusName.test(result.base)) names.add(result.base)
  }
}
