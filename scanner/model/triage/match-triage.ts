import { addressKey } from './address-key.ts'
import type { SiteAddress, Triage, TriageEntry } from './triage.ts'

export interface MatchedTriage {
  /** One for each site, in the order given: what a person said of it, or `null`. */
  readonly triages: readonly (Triage | null)[]
  /** Judgements of sites that are not among these: moved, renamed, converted or gone. */
  readonly unmatched: readonly TriageEntry[]
}

/** Finds for each site what was said of it, by path, function, API and ordinal. */
export function matchTriage(sites: readonly SiteAddress[], entries: readonly TriageEntry[]): MatchedTriage {
  const left = new Map(entries.map((entry) => [addressKey(entry), entry]))
  const triages = sites.map((site) => {
    const key = addressKey(site)
    const entry = left.get(key)
    left.delete(key)
    return entry === undefined ? null : withoutAddress(entry)
  })
  return { triages, unmatched: [...left.values()] }
}

function withoutAddress({ path: _p, function: _f, api: _a, ordinal: _o, ...triage }: TriageEntry): Triage {
  return triage
}
