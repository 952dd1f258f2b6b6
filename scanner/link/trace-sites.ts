import type { Hold } from '#scanner/model/api.ts'
import type { FunctionFacts } from '#scanner/model/facts.ts'
import type { Site } from '#scanner/model/linked.ts'
import { type Aliases, collectAliases } from './aliases.ts'
import { valueKey } from './value-key.ts'

/** A site whose pages can be followed by name inside its function. */
export interface TracedSite {
  /** Into `LinkedTree.sites`. */
  readonly index: number
  readonly site: Site
  /** How the call itself names its pages. */
  readonly ownKey: string
  /** Equal for all names of the same pages in this function. */
  readonly key: string
}

export interface TracedFunction {
  readonly facts: FunctionFacts
  readonly aliases: Aliases
  readonly acquires: readonly TracedSite[]
  readonly releases: readonly TracedSite[]
}

/** Sites by function, each with the name of its pages there; what has no function or no name is left out. */
export function traceSites(sites: readonly Site[]): readonly TracedFunction[] {
  const byFunction = new Map<FunctionFacts, number[]>()
  sites.forEach((site, index) => {
    if (site.function === null) return
    const known = byFunction.get(site.function)
    if (known === undefined) byFunction.set(site.function, [index])
    else known.push(index)
  })
  return [...byFunction].map(([facts, indexes]) => traceFunction(sites, facts, indexes))
}

function traceFunction(sites: readonly Site[], facts: FunctionFacts, indexes: readonly number[]): TracedFunction {
  const acquireNames = indexes.flatMap((index) => {
    const api = sites[index]?.api
    return api?.role === 'acquire' ? [api.name] : []
  })
  const aliases = collectAliases(facts, new Set(acquireNames))
  const traced = indexes.flatMap((index): TracedSite[] => {
    const site = sites[index]
    const ownKey = site?.carrier.kind === 'path' ? valueKey(site.carrier.path) : null
    return site === undefined || ownKey === null ? [] : [{ index, site, ownKey, key: aliases.find(ownKey) }]
  })
  return {
    facts,
    aliases,
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
