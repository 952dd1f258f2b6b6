import type { Hold } from '#scanner/model/api.ts'
import type { FunctionFacts, Handover } from '#scanner/model/facts.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import type { Site, SourceFile } from '#scanner/model/linked.ts'
import { valueKey } from '#scanner/model/value-key.ts'
import { type Aliases, collectAliases, valueBefore } from './aliases.ts'
import type { Joins } from './summarize-functions.ts'

/** A site whose pages can be followed by name in a function: the one it stands in, or one that reaches it by a call. */
export interface TracedSite {
  /** Into `LinkedTree.sites`. */
  readonly index: number
  readonly site: Site
  /** How the call names the pages in this function; where it does not, a name that is equal to no other. */
  readonly ownKey: string
  /** Equal for all names of the same pages in this function. */
  readonly key: string
  /** Names that hold the pages of an acquire, each with the line from which on; for a release those it takes them from. */
  readonly names: ReadonlyMap<string, number>
  /** The calls that lead to the site, outermost first; empty for a call in this function itself. */
  readonly through: readonly Passage[]
}

/** A call that leads from one function to the next one on the way to a site. */
export interface Passage {
  readonly path: string
  readonly line: number
  readonly callee: string
  /** The call may mean another function as well: a member that is set to several. Absent where it may not. */
  readonly isUnsure?: boolean
  /** The function returns what the call returns: nothing there comes behind it. Absent where it goes on. */
  readonly isLast?: boolean
  /** Made where a scope ends, behind whatever leaves it. Absent elsewhere. */
  readonly atScopeEnd?: boolean
}

export interface TracedFunction {
  readonly file: SourceFile
  readonly facts: FunctionFacts
  readonly aliases: Aliases
  readonly acquires: readonly TracedSite[]
  readonly releases: readonly TracedSite[]
  /** By what call it was given the pages of its acquires. Absent where it takes them itself or by a call. */
  readonly given?: Given
}

/** A call that hands pages on, as argument `position`. */
export interface Given {
  readonly call: Handover
  readonly position: number
  readonly from: TracedFunction
}

/** Sites by function, each with the name of its pages there; what has no function or takes no pages is left out. */
export function traceSites(sites: readonly Site[], joins: Joins): readonly TracedFunction[] {
  const indexes = sites.map((_, index) => index).filter((index) => sites[index]?.function !== null)
  const byFunction = groupBy(indexes, (index) => sites[index]?.function ?? null)
  return [...byFunction].flatMap(([facts, ofFunction]) => {
    const file = sites[ofFunction[0] ?? -1]?.file
    return facts === null || file === undefined ? [] : [traceFunction(sites, file, facts, ofFunction, joins)]
  })
}

function traceFunction(
  sites: readonly Site[],
  file: SourceFile,
  facts: FunctionFacts,
  indexes: readonly number[],
  joins: Joins,
): TracedFunction {
  const acquireNames = indexes.flatMap((index) => {
    const site = sites[index]
    // by the macro's name too, where a macro is called
    return site?.api.role === 'acquire' ? [site.api.name, site.call.callee] : []
  })
  const aliases = collectAliases(facts, new Set(acquireNames), joins(facts))
  const traced = indexes.flatMap((index): TracedSite[] => {
    const site = sites[index]
    if (site === undefined || (site.carrier.kind === 'null' && site.api.role === 'acquire')) return []
    const ownKey = carrierKey(site) ?? `?${index}`
    return [named({ index, site, ownKey, through: [] }, aliases)]
  })
  return { file, facts, aliases, ...byRole(traced) }
}

/** A site with the names that its pages have in the function of `aliases`. */
export function named(traced: Omit<TracedSite, 'key' | 'names'>, aliases: Aliases): TracedSite {
  const { site, ownKey, through } = traced
  const line = through[0]?.line ?? site.call.line
  const names =
    site.api.role === 'acquire'
      ? aliases.holders(ownKey, line)
      : new Map([...aliases.sources(ownKey, line)].map((name) => [name, line]))
  return { ...traced, key: aliases.find(ownKey), names }
}

/** Line of the call in its function that makes or leads to the site. */
export function lineOf({ site, through }: TracedSite): number {
  return through[0]?.line ?? site.call.line
}

/** Takes pages by address and nothing else: what is asked of an iterator may be pages that nobody took. */
export function isPlainGup({ api: { family } }: Site): boolean {
  return family === 'get' || family === 'pin'
}

/** What is dropped holds by then what was taken. */
export function isBehind(taken: TracedSite, dropped: TracedSite): boolean {
  const line = lineOf(dropped)
  return [...dropped.names.keys()].some((name) => (taken.names.get(name) ?? Number.POSITIVE_INFINITY) <= line)
}

/** More acquires than any one release of the kernel has; odd input must not make pairs by the square of its sites. */
export const acquiresPerReleaseMax = 64

/** Name of what a function returns, as if it were a variable. */
export const returnKey = 'return'

function carrierKey({ carrier, api }: Site): string | null {
  if (carrier.kind === 'returned') return returnKey
  if (carrier.kind !== 'path') return null
  return valueKey(carrier.path) ?? (api.role === 'release' ? valueBefore(carrier.path) : null)
}

export function byRole(traced: readonly TracedSite[]): Pick<TracedFunction, 'acquires' | 'releases'> {
  return {
    acquires: traced.filter(({ site }) => site.api.role === 'acquire'),
    releases: traced.filter(({ site }) => site.api.role === 'release'),
  }
}

/** Whether a release drops what an acquire takes, as far as the two names tell. */
export function fits(acquire: Site, release: Site): boolean {
  const taken: Hold = acquire.api.hold
  const dropped: Hold = release.api.hold
  if (taken === dropped || taken === 'carrier' || dropped === 'carrier') return true
  return taken === 'reference' && dropped === 'placeholder'
}
