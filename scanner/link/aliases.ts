import type { FunctionFacts } from '#scanner/model/facts.ts'
import { valueKey } from './value-key.ts'

/** Which values of one function are the same pages, by its moves alone: no order, no paths. */
export interface Aliases {
  /** A representative: equal for two keys that one value may be reached by. */
  find(key: string): string
  /** Whether something else than these pages is ever put into a value of this class. */
  hasOtherOrigin(key: string): boolean
  /** Moves that joined keys of this class, as lines. */
  linesOf(key: string): readonly number[]
}

/**
 * `ownOrigins` are the acquires of the function: a value that one of them returns is no other origin. Nor is storage
 * for an array of pages.
 */
export function collectAliases(facts: FunctionFacts, ownOrigins: ReadonlySet<string>): Aliases {
  const parents = new Map<string, string>()
  const find = (key: string): string => {
    let root = key
    for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent
    // shorten the way for the next one
    for (let at = key; at !== root; ) {
      const parent = parents.get(at) ?? root
      parents.set(at, root)
      at = parent
    }
    return root
  }
  const joins: { key: string; line: number }[] = []
  const others: string[] = []
  for (const { to, from, line } of facts.moves) {
    const target = valueKey(to)
    if (target === null) continue
    const source = valueKey(from)
    if (source !== null) {
      const root = find(target)
      const other = find(source)
      if (root !== other) parents.set(root, other)
      joins.push({ key: target, line })
    } else if (from.steps.some((step) => bringsPages(step, ownOrigins))) others.push(target)
  }
  return {
    find,
    hasOtherOrigin: (key) => others.some((other) => find(other) === find(key)),
    linesOf: (key) => joins.filter((join) => find(join.key) === find(key)).map(({ line }) => line),
  }
}

/** Memory for an array of pages, and errors in place of one: calls whose result is no page. */
const storage =
  /^(?:\w*[kv]m?[azc]?alloc\w*|\w*kmem\w*|\w*memdup\w*|__get_free_pages?|get_zeroed_page|ERR_PTR|ERR_CAST)$/

function bringsPages(step: string, ownOrigins: ReadonlySet<string>): boolean {
  if (!step.endsWith('()')) return false
  const called = step.slice(0, -2)
  return !ownOrigins.has(called) && !storage.test(called)
}
