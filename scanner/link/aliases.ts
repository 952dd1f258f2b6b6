import type { AccessPath } from '#scanner/model/access-path.ts'
import type { FunctionFacts } from '#scanner/model/facts.ts'
import { rememberBy } from '#scanner/model/remember-by.ts'
import { valueKey } from '#scanner/model/value-key.ts'
import { createClasses } from './create-classes.ts'

/** Which values of one function are the same pages, by its moves and the order of their lines alone: no paths. */
export interface Aliases {
  /** A representative: equal for two keys that one value may be reached by. */
  find(key: string): string
  /**
   * Every value that holds from some line on what `key` was filled with at `line`, that line, and `key` itself: where it is moved to
   * afterwards, and where the array lay that was filled (`pages = dma->map` before).
   */
  holders(key: string, line: number): ReadonlyMap<string, number>
  /** Every value that `key` may have been taken from by the time of `line`, and `key` itself. */
  sources(key: string, line: number): ReadonlySet<string>
  /**
   * Whether a value of the class of `key` is ever filled with something that does not come from `taken`, the keys that
   * the acquires fill: pages of another array, a page that was allocated.
   */
  hasOtherOrigin(key: string, taken: readonly string[]): boolean
  /**
   * Whether one of these values is filled, by the time of `line`, with a page that a called function brings: `page = alloc_page()`. What
   * is put into an array in the place of a page that was dropped is none of the dropped.
   */
  bringsOwn(names: Iterable<string>, line: number): boolean
  /** Lines of the moves that joined keys of this class. */
  linesOf(key: string): readonly number[]
}

/** A move that a called function makes between values of its caller. */
export interface JoinedMove {
  readonly to: string
  readonly from: string
  readonly line: number
  /** `to` is filled, not replaced: what it points into holds the value too. */
  readonly fills: boolean
}

interface KeyedMove {
  readonly to: string
  readonly fills: boolean
  /** `null` for the result of a call that brings pages of its own. */
  readonly from: string | null
  readonly line: number
}

/**
 * `ownOrigins` are the acquires of the function: a value that one of them returns is no other origin. Nor is storage
 * for an array of pages. `joined` is what called functions do to values of this one.
 */
export function collectAliases(
  facts: FunctionFacts,
  ownOrigins: ReadonlySet<string>,
  joined: readonly JoinedMove[] = noMoves,
): Aliases {
  const known = keptAliases(facts)
  const origins = [...ownOrigins].sort().join(' ')
  const same = known.find((one) => one.origins === origins && one.joined === joined)
  if (same !== undefined) return same.aliases
  const aliases = makeAliases(facts, ownOrigins, joined)
  known.push({ origins, joined, aliases })
  return aliases
}

const noMoves: readonly JoinedMove[] = []

interface KeptAliases {
  readonly origins: string
  readonly joined: readonly JoinedMove[]
  readonly aliases: Aliases
}

/** A tree is traced several times until all wrappers are known, and of a later revision only what changed is new. */
const keptAliases = rememberBy<FunctionFacts, KeptAliases[]>(() => [])

function makeAliases(facts: FunctionFacts, ownOrigins: ReadonlySet<string>, joined: readonly JoinedMove[]): Aliases {
  const { find, join: unite } = createClasses()
  const moves: KeyedMove[] = []
  const takers = new Map<string, number>()
  const join = (move: JoinedMove) => {
    unite(move.to, move.from)
    moves.push(move)
  }
  for (const { to, from, line, fills = false } of facts.moves) {
    const target = valueKey(to)
    if (target === null) continue
    const source = valueKey(from)
    if (source !== null)
      join({ to: target, from: source, line, fills: fills || (to.steps.length > 0 && target === to.base) })
    else if (from.steps.some((step) => bringsPages(step, ownOrigins))) {
      if (from.steps.some((step) => takesPage.test(step))) {
        // a member keeps its page until the function is called again, an array has others beside it
        const since = to.steps.includes('[]') || to.steps.length === 0 ? line : 0
        takers.set(target, Math.min(since, takers.get(target) ?? since))
      } else if (isOfPage(target, facts)) {
        // `page = untag_page(pages[i])`: the same page, as far as anybody can tell
        const made = valueBefore(from)
        if (made !== null) join({ to: target, from: made, line, fills: false })
      }
      moves.push({ to: target, from: null, line, fills: false })
    }
  }
  joined.forEach(join)
  const ofClass = (key: string) => moves.filter(({ to }) => find(to) === find(key))
  return {
    find,
    holders: rememberEach((key, line) => listHolders(ofClass(key), key, line)),
    sources: rememberEach((key, line) => listSources(ofClass(key), key, line)),
    hasOtherOrigin: (key, taken) => comesFromElsewhere(ofClass(key), taken),
    bringsOwn: (names, line) => [...names].some((name) => (takers.get(name) ?? Number.POSITIVE_INFINITY) <= line),
    linesOf: (key) => ofClass(key).flatMap(({ from, line }) => (from === null ? [] : [line])),
  }
}

/**
 * What a function of the driver's was given to make a page of, if it is not one that takes a page: `untag_page(pages[i])`. A macro in capitals is
 * a member of an object rather than a page of it.
 */
export function valueBefore({ base, steps }: AccessPath): string | null {
  const made = steps.at(-1) ?? ''
  const isMaker = made.endsWith('()') && !takesPage.test(made) && !/^[A-Z0-9_]+\(\)$/.test(made)
  return isMaker ? valueKey({ base, steps: steps.slice(0, -1) }) : null
}

/** A pointer to a page that the function declares. */
function isOfPage(name: string, { locals }: FunctionFacts): boolean {
  return locals.some((own) => own.name === name && own.type === 'page')
}

/** Each value at each line once: a function is traced anew whenever one that it calls has changed. */
function rememberEach<Value>(make: (key: string, line: number) => Value): (key: string, line: number) => Value {
  const known = new Map<string, Value>()
  return (key, line) => {
    const name = `${line} ${key}`
    const value = known.get(name) ?? make(key, line)
    known.set(name, value)
    return value
  }
}

/** Lists in tables in structs: deeper ones are odd input. */
const storagesMax = 8
/** Moves of odd input that are followed for one value. */
const followedMax = 256

function listHolders(moves: readonly KeyedMove[], key: string, line: number): ReadonlyMap<string, number> {
  const followed = moves.slice(0, followedMax)
  const holders = new Map<string, number>()
  const queue: string[] = []
  const hold = (name: string, since: number) => {
    if ((holders.get(name) ?? Number.POSITIVE_INFINITY) <= since) return
    holders.set(name, since)
    queue.push(name)
  }
  /** What a filled value was taken from lies where the pages lie now. */
  const holdStorage = (filled: string, since: number) => {
    for (const { to, from, line: at } of followed) if (to === filled && from !== null && at <= since) hold(from, since)
  }
  /** As `holdStorage()`, and where that lies in turn: an entry of a list of a table that a struct holds. What else was put in there is no storage. */
  const holdStorages = (filled: string, since: number) => {
    const names = [filled]
    for (let name = names.pop(), count = 0; name !== undefined && count < storagesMax; name = names.pop(), count++) {
      for (const { to, from, line: at, fills } of followed) {
        if (to !== name || from === null || at > since || (fills && name !== filled)) continue
        hold(from, since)
        if (from !== name && !fills) names.push(from)
      }
    }
  }
  hold(key, line)
  const stored = new Set<string>([key])
  holdStorage(key, line)
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const since = holders.get(name) ?? line
    // the storage of storage: `pages = x->pages` behind `x->pages = array`
    if (since <= line && !stored.has(name)) {
      stored.add(name)
      holdStorage(name, since)
    }
    for (const { to, from, line: at, fills } of followed) {
      if (from !== name || at < since) continue
      hold(to, at)
      if (fills) holdStorages(to, at)
    }
  }
  return holders
}

function listSources(moves: readonly KeyedMove[], key: string, line: number): ReadonlySet<string> {
  const followed = moves.slice(0, followedMax)
  const sources = new Set([key])
  for (let grew = true; grew; ) {
    grew = false
    for (const { to, from, line: at } of followed) {
      if (from === null || at > line || !sources.has(to) || sources.has(from)) continue
      sources.add(from)
      grew = true
    }
  }
  return sources
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

/** Functions that take a page, by their name: what they return is dropped by whoever called them. */
const takesPage =
  /(?:alloc|grab|find|get|lookup|read|create)\w*(?:page|folio)|(?:page|folio)\w*(?:alloc|grab|find|get|lookup|create)/

function bringsPages(step: string, ownOrigins: ReadonlySet<string>): boolean {
  if (!step.endsWith('()')) return false
  const called = step.slice(0, -2)
  return !ownOrigins.has(called) && !storage.test(called)
}
