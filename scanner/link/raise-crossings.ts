import { groupBy } from '#scanner/model/group-by.ts'
import type { Pair, Site } from '#scanner/model/linked.ts'
import { referencedKeys } from './takes-reference.ts'
import { fits, type TracedFunction, type TracedSite } from './trace-sites.ts'

/**
 * Pins that the file's own helper puts: such a pair of the other kind is `certain` where nothing else can be meant. The helper is static and
 * known in all its calls; each of them hands it pages that are held as the acquire holds them, and of nothing else; and it drops them in no
 * other way, so that no condition in it tells two kinds of pages apart.
 */
export function raiseCrossings(
  sites: readonly Site[],
  functions: readonly TracedFunction[],
  pairs: readonly Pair[],
): readonly Pair[] {
  const byFile = groupBy(functions, ({ file }) => file)
  return pairs.map((pair): Pair => {
    const acquire = sites[pair.acquire]
    const release = sites[pair.release]
    if (pair.rule !== 'wrapper' || pair.grade !== 'possible' || acquire === undefined || release === undefined)
      return pair
    if (fits(acquire, release) || acquire.file !== release.file) return pair
    const isOnly = dropsNothingElse(acquire, release, byFile.get(release.file) ?? [])
    return isOnly ? { ...pair, grade: 'certain' } : pair
  })
}

function dropsNothingElse(acquire: Site, release: Site, functions: readonly TracedFunction[]): boolean {
  const helper = release.function
  const { facts } = release.file
  if (helper === null || !helper.static || helper.addressTaken || helper.kind !== 'function') return false
  const own = functions.find((traced) => traced.facts === helper)
  if (own === undefined || !isPlain(own, release)) return false
  const calls = facts.handovers.filter(({ callee }) => callee === helper.name)
  const explained = functions.flatMap((traced) => callsWith(traced, acquire, release))
  return (
    calls.length > 0 &&
    calls.every(({ line, function: inside }) => {
      const caller = facts.functions[inside]
      return explained.some((one) => one.line === line && one.traced.facts === caller)
    })
  )
}

/** The helper drops its parameter in this way alone, and takes no reference of its own on it. */
function isPlain(own: TracedFunction, release: Site): boolean {
  const dropped = own.releases.find(({ site }) => site === release)
  if (dropped === undefined || dropped.through.length > 0 || own.acquires.length > 0) return false
  if (referencedKeys(own).has(dropped.key)) return false
  return own.releases.every(({ site, key }) => key !== dropped.key || site.api.hold === release.api.hold)
}

/** Calls of a function that lead to the release with pages of acquires of the one kind, and with nothing else in the same variable. */
function callsWith(
  traced: TracedFunction,
  acquire: Site,
  release: Site,
): readonly { readonly traced: TracedFunction; readonly line: number }[] {
  return traced.releases.flatMap((dropped) => {
    const [passage, ...more] = dropped.through
    if (dropped.site !== release || passage === undefined || more.length > 0) return []
    const taken = traced.acquires.filter(({ key }) => key === dropped.key)
    const isAlike = taken.length > 0 && taken.every(({ site }) => site.api.hold === acquire.api.hold)
    const own = taken.map(({ ownKey }) => ownKey)
    const isOther = traced.aliases.hasOtherOrigin(dropped.key, own) || referencedKeys(traced).has(dropped.key)
    return isAlike && !isOther && taken.some((one) => isBehind(one, dropped, passage.line))
      ? [{ traced, line: passage.line }]
      : []
  })
}

/** What is dropped holds by then what was taken. */
function isBehind(taken: TracedSite, dropped: TracedSite, line: number): boolean {
  return [...dropped.names.keys()].some((name) => (taken.names.get(name) ?? Number.POSITIVE_INFINITY) <= line)
}
