import { groupBy } from '#scanner/model/group-by.ts'
import type { LinkedPart, Reach, Site } from '#scanner/model/linked.ts'
import type { FoundByPairs } from './find-by-pairs.ts'

/** Releases that lock pages, which sleeps. */
const sleeps: ReadonlySet<string> = new Set([
  'unpin_user_pages_dirty_lock',
  'unpin_user_page_range_dirty_lock',
  'put_user_pages_dirty_lock',
])

/** How a function is handed on that runs where nobody may sleep: at the end of I/O, in interrupts, timers, tasklets. */
const isAtomic =
  /^(?:bi_end_io|end_io|rq_end_io|call_rcu(?:_hurry)?|timer_setup|setup_timer|tasklet_init|tasklet_setup|hrtimer_setup|hrtimer_init|init_irq_work|irq_work_init|(?:devm_)?request_(?:any_context_|percpu_)?irq|(?:devm_)?request_threaded_irq|(?:devm_)?pci_request_irq|smp_call_function\w*)$/

/** Releases that may sleep where nobody may: under a spinlock, or in a function that runs in such a context. */
export function findSleeping({ sites, reaches }: LinkedPart): readonly FoundByPairs[] {
  const reachedFrom = groupBy(reaches, ({ site }) => site)
  return sites.flatMap((site, index): FoundByPairs[] => {
    if (!sleeps.has(site.api.name) || site.function === null) return []
    const evidence = underLock(site, reachedFrom.get(index) ?? []) ?? inAtomic(site, reachedFrom.get(index) ?? [])
    return evidence === null ? [] : [{ site: index, finding: 'sleeping-release', evidence }]
  })
}

/** A lock that is held at the call itself, or at one of the file that leads to it. */
function underLock({ call, file }: Site, reached: readonly Reach[]): string | null {
  if (call.held !== undefined) return `${call.held.text} of line ${call.held.line} is held here, and this call sleeps.`
  for (const { path, line, function: caller } of reached) {
    if (path !== file.path) continue
    const handover = file.facts.handovers.find(
      (one) => one.line === line && file.facts.functions[one.function]?.name === caller && one.held !== undefined,
    )
    if (handover?.held === undefined) continue
    return `${handover.callee}() is called on line ${line} under ${handover.held.text} of line ${handover.held.line}, and this call sleeps.`
  }
  return null
}

/** A function that runs in atomic context, by how its file hands it on. */
function inAtomic({ file, function: inside }: Site, reached: readonly Reach[]): string | null {
  const atomic = file.facts.callbacks.filter(
    ({ as, nth }) => isAtomic.test(as) && !(as.includes('threaded_irq') && nth === 2),
  )
  if (atomic.length === 0) return null
  const ofFile = reached.filter(({ path }) => path === file.path)
  const names = [inside?.name, ...ofFile.map(({ function: caller }) => caller)]
  const found = atomic.find(({ target }) => names.includes(target))
  return found === undefined
    ? null
    : `${found.target}() is handed to ${found.as}() on line ${found.line}, where nobody may sleep.`
}
