import { addressKey } from './address-key.ts'
import { compareAddresses } from './compare-addresses.ts'
import { formatEntry, formatTriage } from './format-triage.ts'
import type { SiteAddress, TriageEntry } from './triage.ts'

/** Judgements as three files have them: the one that both began with, and what each made of it. */
export interface TriageSides {
  readonly base: readonly TriageEntry[]
  readonly ours: readonly TriageEntry[]
  readonly theirs: readonly TriageEntry[]
}

export interface MergedTriage {
  /** A triage file; where there are conflicts, with git's marks around what each side says of those sites, and only of those. */
  readonly text: string
  readonly conflicts: readonly SiteAddress[]
}

/**
 * Merges two triage files site by site. What one side alone judged, judged otherwise or took back is taken over; only a site of which both say
 * something else is a conflict. Git itself goes by lines, and calls it one where two judged neighbours in the file.
 */
export function mergeTriage({ base, ours, theirs }: TriageSides): MergedTriage {
  const [before, mine, other] = [base, ours, theirs].map(
    (entries) => new Map(entries.map((entry) => [addressKey(entry), entry])),
  )
  const addresses = new Map([...base, ...ours, ...theirs].map((entry) => [addressKey(entry), entry]))
  const conflicts: SiteAddress[] = []
  const lines = [...addresses]
    .sort(([, a], [, b]) => compareAddresses(a, b))
    .flatMap(([key, address]) => {
      const [was, ourLine, theirLine] = [before, mine, other].map((side) => lineOf(side?.get(key)))
      if (ourLine === theirLine || theirLine === was) return ourLine ?? []
      if (ourLine === was) return theirLine ?? []
      conflicts.push(address)
      return ['<<<<<<< ours\n', ...(ourLine ?? []), '=======\n', ...(theirLine ?? []), '>>>>>>> theirs\n']
    })
  return { text: [formatTriage([]), ...lines].join(''), conflicts }
}

const lineOf = (entry: TriageEntry | undefined): string | undefined =>
  entry === undefined ? undefined : formatEntry(entry)
