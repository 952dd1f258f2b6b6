import { groupBy } from '#scanner/model/group-by.ts'
import type { LinkedTree, Pair, Site } from '#scanner/model/linked.ts'
import type { Finding } from '#scanner/model/site.ts'
import { flagsAt } from './find-flags.ts'
import { findLeakingExit } from './find-leaking-exit.ts'

/** Findings that need to know which release belongs to which acquire, by the index of the site they are said of. */
export function findByPairs(tree: LinkedTree): ReadonlyMap<number, readonly Finding[]> {
  const found = new Map<number, Finding[]>()
  const say = (index: number, finding: Finding) => {
    const known = found.get(index) ?? []
    if (!known.includes(finding)) found.set(index, [...known, finding])
  }
  const { sites } = tree
  for (const [index, pairs] of groupBy(tree.pairs, ({ acquire }) => acquire)) {
    const acquire = sites[index]
    if (acquire === undefined) continue
    for (const pair of pairs) {
      const release = sites[pair.release]
      if (release !== undefined && isUnguarded(acquire, release, pair)) say(pair.release, 'unguarded-unpin')
    }
    if (findLeakingExit(acquire, pairs, sites) !== null) say(index, 'no-release-on-error-path')
    if (isKeptShort(acquire, pairs, sites)) say(index, 'longterm-missing')
  }
  for (const index of listSleeping(tree)) say(index, 'sleeping-release')
  return found
}

/** A condition that may be `iov_iter_extract_will_pin()`, a stored copy of it, or a look at what the iterator is over. */
const isGuard = /pin|user|kvec|bvec|extract/i

/**
 * An unpin of what an iterator gave, in the function that asked the iterator, under no condition that could say whether
 * it pinned. In other functions the condition may stand around the call, so that nothing is said.
 */
function isUnguarded(acquire: Site, release: Site, { rule, grade }: Pair): boolean {
  if (rule !== 'same-function' || grade !== 'certain') return false
  if (acquire.api.family !== 'iov-extract' || release.api.hold !== 'pin') return false
  if ((release.call.guards ?? []).some((guard) => isGuard.test(guard))) return false
  return !acquire.file.facts.helpers.some(
    ({ callee, function: inside }) => callee === 'iov_iter_extract_will_pin' && inside === acquire.call.function,
  )
}

/** Functions that register memory, and those that take a registration back. */
const registers = /(?:^|_)(?:reg|register|umem|mr|memory_region)(?:_|$)/
const unregisters = /(?:^|_)(?:dereg|unreg|unregister|deregister|release|destroy|free|remove|unpin|put|cleanup)(?:_|$)/

/**
 * A pin of registered memory (case 2) without FOLL_LONGTERM: the pages are kept in an object until another function
 * takes the registration back. Said only where the flags are written out, so that nothing is left to a caller.
 */
function isKeptShort(acquire: Site, pairs: readonly Pair[], sites: readonly Site[]): boolean {
  const { api, flagsIndex, call, function: inside } = acquire
  if (api.family !== 'pin' || flagsIndex === null || inside === null || !registers.test(inside.name)) return false
  const flags = call.arguments[flagsIndex]
  const isWritten = flags !== undefined && (flags.text === '0' || flags.text.includes('FOLL_'))
  if (!isWritten || flagsAt(acquire).has('FOLL_LONGTERM')) return false
  return pairs.some(({ release, rule, grade }) => {
    const function_ = sites[release]?.function
    const isMember = rule === 'same-file-member' || rule === 'same-directory-member' || rule === 'wrapper'
    return isMember && grade !== 'possible' && function_ !== inside && unregisters.test(function_?.name ?? '')
  })
}

/** Releases that lock pages, which sleeps. */
const sleeps: ReadonlySet<string> = new Set([
  'unpin_user_pages_dirty_lock',
  'unpin_user_page_range_dirty_lock',
  'put_user_pages_dirty_lock',
])
/** How a function is handed on that runs where nobody may sleep: at the end of I/O, in interrupts, timers, tasklets. */
const isAtomic =
  /^(?:bi_end_io|call_rcu|timer_setup|setup_timer|tasklet_init|tasklet_setup|request_irq|devm_request_irq|hrtimer_setup|rq_end_io)$/

/** Sleeping releases in functions that run in such a context, directly or over calls in their file. */
function listSleeping({ sites, reaches }: LinkedTree): readonly number[] {
  const reachedFrom = groupBy(reaches, ({ site }) => site)
  return sites.flatMap((site, index) => {
    if (!sleeps.has(site.api.name) || site.function === null) return []
    const atomic = site.file.facts.callbacks.filter(({ as }) => isAtomic.test(as)).map(({ target }) => target)
    if (atomic.length === 0) return []
    const ofFile = (reachedFrom.get(index) ?? []).filter(({ path }) => path === site.file.path)
    const inside = [site.function.name, ...ofFile.map(({ function: caller }) => caller)]
    return inside.some((name) => atomic.includes(name)) ? [index] : []
  })
}
