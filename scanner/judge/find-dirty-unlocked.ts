import type { Call } from '#scanner/model/facts.ts'
import type { Site } from '#scanner/model/linked.ts'

const dirties: ReadonlySet<string> = new Set(['set_page_dirty', 'SetPageDirty', 'folio_mark_dirty', 'folio_set_dirty'])
const locks: ReadonlySet<string> = new Set([
  'lock_page',
  'trylock_page',
  'folio_lock',
  'folio_trylock',
  'lock_page_killable',
  'folio_lock_killable',
])

/**
 * Whether a release drops a page that the same function marks dirty without holding its lock: file pages may lose
 * their mapping meanwhile, which is what set_page_dirty_lock() is for. Only said of the value that is dropped.
 */
export function isDirtiedUnlocked({ api, call, carrier, function: inside, file }: Site): boolean {
  if (api.role !== 'release' || inside === null || carrier.kind !== 'path') return false
  const { base } = carrier.path
  const here = file.facts.helpers.filter((helper) => helper.function === call.function)
  if (here.some((helper) => locks.has(helper.callee))) return false
  return here.some((helper) => dirties.has(helper.callee) && helper.line <= call.line && baseOf(helper) === base)
}

function baseOf(helper: Call): string | null {
  return helper.arguments[0]?.path?.base ?? null
}
