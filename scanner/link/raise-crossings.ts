import type { FunctionFacts } from '#scanner/model/facts.ts'
import type { Pair, Site } from '#scanner/model/linked.ts'
import { isCount } from './is-count.ts'
import { isUnsure } from './pair-same-function.ts'
import { referencedKeys } from './takes-reference.ts'
import { fits, isBehind, isPlainGup, type TracedFunction, type TracedSite } from './trace-sites.ts'
import { type CallSite, type CallsOf, effectsOf } from './trace-wrappers.ts'

export interface Crossings {
  readonly sites: readonly Site[]
  /** Each with all the sites that it reaches. */
  readonly functions: readonly TracedFunction[]
  readonly callsOf: CallsOf
}

/**
 * Pins that a helper puts, and the other way round: such a pair of the other kind is `certain` where nothing else can be meant. Some function takes
 * the pages and hands them to the helper, which drops them in no other way; and either the helper is given nothing that could tell two kinds of
 * pages apart, or it is known in all its calls, in whatever file, and each hands it pages that are held as the acquire holds them, itself or
 * through another such helper.
 */
export function raiseCrossings(pairs: readonly Pair[], { sites, functions, callsOf }: Crossings): readonly Pair[] {
  const tracedOf = new Map(functions.map((traced) => [traced.facts, traced]))
  const reaching = new Map<Site, TracedFunction[]>()
  for (const traced of functions)
    for (const site of new Set(traced.releases.map(({ site }) => site))) {
      const known = reaching.get(site)
      if (known === undefined) reaching.set(site, [traced])
      else known.push(traced)
    }
  return pairs.map((pair): Pair => {
    const acquire = sites[pair.acquire]
    const release = sites[pair.release]
    if (pair.rule !== 'wrapper' || pair.grade !== 'possible' || !acquire || !release?.function) return pair
    if (fits(acquire, release) || !isPlainGup(acquire)) return pair
    const ends = { acquire, release, tracedOf, reaching: reaching.get(release) ?? [], callsOf }
    return meet(ends) && (tellsNothing(release, ends) || takesOnlySuch(release.function, ends, new Set()))
      ? { ...pair, grade: 'certain' }
      : pair
  })
}

interface Ends {
  readonly acquire: Site
  readonly release: Site
  readonly tracedOf: ReadonlyMap<FunctionFacts, TracedFunction>
  /** Functions that reach the release. */
  readonly reaching: readonly TracedFunction[]
  readonly callsOf: CallsOf
}

/** A function hands the very pages of the acquire to the release, and nothing else in the same variable. */
function meet(ends: Ends): boolean {
  return ends.reaching.some((traced) =>
    traced.releases.some(
      (dropped) =>
        dropped.site === ends.release &&
        !isUnsure(dropped) &&
        holdsOnlySuch(traced, dropped, ends) &&
        traced.acquires.some(
          (taken) => taken.site === ends.acquire && taken.key === dropped.key && isBehind(taken, dropped),
        ),
    ),
  )
}

/** The helper is given the pages and how many they are: nothing that a condition in it could ask for their kind. */
function tellsNothing({ function: helper }: Site, ends: Ends): boolean {
  if (helper === null || helper.kind !== 'function' || !isPlainHelper(helper, ends)) return false
  const others = helper.parameters.filter(({ type }) => !isPages.test(type))
  return others.length < helper.parameters.length && others.length <= 1 && others.every(({ type }) => isCount(type))
}

const isPages = /^(?:const )?struct page ?\*+(?:const)?$/

/** Every call of a function that leads to the release hands it pages of the acquire's kind alone. */
function takesOnlySuch(helper: FunctionFacts, ends: Ends, seen: Set<FunctionFacts>): boolean {
  if (seen.has(helper)) return true
  seen.add(helper)
  if (helper.addressTaken || helper.kind !== 'function' || !isPlainHelper(helper, ends)) return false
  const calls = ends.callsOf.get(helper) ?? []
  return calls.length > 0 && calls.every((call) => handsOnlySuch(call, ends, seen))
}

/** The function drops its parameter in this way alone, and takes no pages and no reference of its own into it. */
function isPlainHelper(helper: FunctionFacts, { tracedOf, release }: Ends): boolean {
  const own = tracedOf.get(helper)
  const dropped = own?.releases.find(({ site }) => site === release)
  if (own === undefined || dropped === undefined || own.acquires.some(({ key }) => key === dropped.key)) return false
  if (referencedKeys(own).has(dropped.key)) return false
  return own.releases.every(({ site, key }) => key !== dropped.key || site.api.hold === release.api.hold)
}

/** What a call hands to a helper was taken in its function as the acquire takes it, or is handed to that function in the same way. */
function handsOnlySuch({ caller, call, isSure }: CallSite, ends: Ends, seen: Set<FunctionFacts>): boolean {
  const traced = ends.tracedOf.get(caller)
  if (traced === undefined || !isSure) return false
  const handed = traced.releases.filter(
    ({ site, through: [first] }) =>
      site === ends.release && first?.line === call.line && first.callee === call.callee && !first.isUnsure,
  )
  return handed.length > 0 && handed.every((dropped) => isSuch(traced, dropped, ends, seen))
}

function isSuch(traced: TracedFunction, dropped: TracedSite, ends: Ends, seen: Set<FunctionFacts>): boolean {
  if (!traced.acquires.some(({ key }) => key === dropped.key)) {
    const isParameter = effectsOf(traced).some(({ site, parameter }) => site === dropped && parameter !== null)
    return isParameter && takesOnlySuch(traced.facts, ends, seen)
  }
  return holdsOnlySuch(traced, dropped, ends)
}

/** All that was put into what is dropped are pages that are held as the acquire holds them. */
function holdsOnlySuch(traced: TracedFunction, dropped: TracedSite, { acquire }: Ends): boolean {
  const taken = traced.acquires.filter(({ key }) => key === dropped.key)
  const own = taken.map(({ ownKey }) => ownKey)
  return (
    taken.every((one) => one.site.api.hold === acquire.api.hold && !isUnsure(one)) &&
    taken.some((one) => isBehind(one, dropped)) &&
    !traced.aliases.hasOtherOrigin(dropped.key, own) &&
    !referencedKeys(traced).has(dropped.key)
  )
}
