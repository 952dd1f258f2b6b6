import type { FunctionFacts } from '#scanner/model/facts.ts'
import { valueKey } from '#scanner/model/value-key.ts'

/** Which values of one function are the same pages, by its moves alone: no order, no paths. */
export interface Aliases {
  /** A representative: equal for two keys that one value may be reached by. */
  find(key: string): string
  /** Every other name that the moves give to what `key` names. */
  namesOf(key: string): readonly string[]
  /**
   * Whether a value of the class of `key` is ever filled with something that does not come from `taken`, the keys that
   * the acquires fill: pages of another array, a page that was allocated.
   */
  hasOtherOrigin(key: string, taken: readonly string[]): boolean
  /** Lines of the moves that joined keys of this class. */
  linesOf(key: string): readonly number[]
}

interface KeyedMove {
  readonly to: string
  /** `null` for the result of a call that brings pages of its own. */
  readonly from: string | null
  readonly line: number
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
  const moves: KeyedMove[] = []
  const keys = new Set<string>()
  for (const { to, from, line } of facts.moves) {
    const target = valueKey(to)
    if (target === null) continue
    const source = valueKey(from)
    if (source !== null) {
      const root = find(target)
      const other = find(source)
      if (root !== other) parents.set(root, other)
      moves.push({ to: target, from: source, line })
      keys.add(target).add(source)
    } else if (from.steps.some((step) => bringsPages(step, ownOrigins))) moves.push({ to: target, from: null, line })
  }
  const ofClass = (key: string) => moves.filter(({ to }) => find(to) === find(key))
  return {
    find,
    namesOf: (key) => [...keys].filter((other) => other !== key && find(other) === find(key)),
    hasOtherOrigin: (key, taken) => comesFromElsewhere(ofClass(key), taken),
    linesOf: (key) => ofClass(key).flatMap(({ from, line }) => (from === null ? [] : [line])),
  }
}

function comesFromElsewhere(moves: readonly KeyedMove[], taken: readonly string[]): boolean {
  const own = new Set(taken)
  // what is copied into a taken variable is where its array lies: `pages = dma->map; get_user_pages(…, pages)`
  for (const { to, from } of moves) if (from !== null && taken.includes(to)) own.add(from)
  for (let grew = true; grew; ) {
    grew = false
    for (const { to, from } of moves) {
      if (from === null || !own.has(from) || own.has(to)) continue
      own.add(to)
      grew = true
    }
  }
  return moves.some(({ to, from }) => own.has(to) && (from === null || !own.has(from)))
}

/** Memory for an array of pages, and errors in place of one: calls whose result is no page. */
const storage =
  /^(?:\w*[kv]m?[azc]?alloc\w*|\w*kmem\w*|\w*memdup\w*|__get_free_pages?|get_zeroed_page|ERR_PTR|ERR_CAST)$/

function bringsPages(step: string, ownOrigins: ReadonlySet<string>): boolean {
  if (!step.endsWith('()')) return false
  const called = step.slice(0, -2)
  return !ownOrigins.has(called) && !storage.test(called)
}
