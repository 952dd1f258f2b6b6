import { valueKey } from '#scanner/model/value-key.ts'
import { isCount } from './is-count.ts'
import { referencedKeys } from './takes-reference.ts'
import type { TracedFunction, TracedSite } from './trace-sites.ts'
import type { CallsOf } from './trace-wrappers.ts'

/**
 * Whether a function that was given pages to keep (`traceStorers()`) is given nothing else: each function on the way is called in one place, whose call
 * can mean no other, and what the first one gives are pages that are held as the acquire holds them.
 */
export function isGivenAlone(traced: TracedFunction, acquire: TracedSite, callsOf: CallsOf): boolean {
  let last = traced
  for (let given = last.given; given !== undefined; given = last.given) {
    const { call, position, from } = given
    const calls = (callsOf.get(last.facts) ?? []).filter((one) => !isNull(one.call.arguments[position]?.base))
    if (calls.some((one) => one.call !== call || !one.isSure) || calls.length === 0) return false
    last = from
  }
  if (last === traced) return false
  const taken = last.acquires.find(({ site }) => site === acquire.site)
  if (taken === undefined) return false
  const beside = last.acquires.filter(({ key }) => key === taken.key)
  return (
    beside.every(({ site, through }) => site.api.hold === acquire.site.api.hold && !through.some((p) => p.isUnsure)) &&
    !referencedKeys(last).has(taken.key) &&
    !last.aliases.hasOtherOrigin(
      taken.key,
      beside.map(({ ownKey }) => ownKey),
    )
  )
}

function isNull(base: string | undefined): boolean {
  return base === 'NULL'
}

/** A condition asks for no more than how many pages were given: `entry->count`, which was set beside `entry->pages` to a number that came with them. */
export function asksHowMany(
  guard: string,
  { storedIn, traced: { facts } }: { readonly storedIn: string; readonly traced: TracedFunction },
): boolean {
  const [, , member] = /^(\w+(?:->|\.))*?(\w+)(?:[>]0|!=0)?$/.exec(guard) ?? []
  if (member === undefined) return false
  const key = `${storedIn.slice(0, storedIn.lastIndexOf('.'))}.${member}`
  const set = facts.moves.filter(({ to }) => valueKey(to) === key)
  return (
    set.length > 0 &&
    set.every(({ from }) => {
      const source = valueKey(from)
      return facts.parameters.some(({ name, type }) => name === source && isCount(type))
    })
  )
}
