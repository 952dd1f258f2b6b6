import type { Call } from '#scanner/model/facts.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import type { Site, SourceFile } from '#scanner/model/linked.ts'
import { valueKey } from '#scanner/model/value-key.ts'

const dirties: ReadonlySet<string> = new Set(['set_page_dirty', 'SetPageDirty', 'folio_mark_dirty', 'folio_set_dirty'])
const locks: ReadonlySet<string> = new Set([
  'lock_page',
  'trylock_page',
  'folio_lock',
  'folio_trylock',
  'lock_page_killable',
  'folio_lock_killable',
])

/** Calls of helpers by function index, made once a file. */
const helpersOf = new WeakMap<SourceFile, ReadonlyMap<number | null, readonly Call[]>>()

/**
 * Whether a release drops a page that the same function marks dirty without holding its lock: file pages may lose
 * their mapping meanwhile, which is what set_page_dirty_lock() is for. Only said of the value that is dropped.
 */
export function isDirtiedUnlocked({ api, call, carrier, function: inside, file }: Site): boolean {
  if (api.role !== 'release' || inside === null || carrier.kind !== 'path') return false
  const key = valueKey(carrier.path)
  if (key === null) return false
  const byFunction = helpersOf.get(file) ?? groupBy(file.facts.helpers, (helper) => helper.function)
  helpersOf.set(file, byFunction)
  const ofValue = (byFunction.get(call.function) ?? []).filter((helper) => keyOf(helper) === key)
  if (ofValue.some((helper) => locks.has(helper.callee))) return false
  return ofValue.some((helper) => dirties.has(helper.callee) && helper.line <= call.line)
}

function keyOf(helper: Call): string | null {
  const path = helper.arguments[0]?.path ?? null
  return path === null ? null : valueKey(path)
}
