import type { SiteRow } from '#scanner/model/site.ts'
import { matchTriage } from '#scanner/model/triage/match-triage.ts'
import type { Triage, TriageEntry } from '#scanner/model/triage/triage.ts'

export interface TriageOfRows {
  /** What a person said of a site, by its id; a site that nobody judged is not in it. */
  readonly byId: ReadonlyMap<string, Triage>
  /** Sentences about judgements that belong to no site of this revision. */
  readonly notices: readonly string[]
}

const namedMax = 3

/** Joins a triage file and all rows of a scan. */
export function triageOfRows(rows: readonly SiteRow[], entries: readonly TriageEntry[]): TriageOfRows {
  const { triages, unmatched } = matchTriage(rows, entries)
  const byId = new Map(rows.flatMap(({ id }, index) => (triages[index] ? [[id, triages[index]] as const] : [])))
  return { byId, notices: unmatched.length === 0 ? [] : [describeUnmatched(unmatched)] }
}

function describeUnmatched(unmatched: readonly TriageEntry[]): string {
  const named = unmatched
    .slice(0, namedMax)
    .map(({ path, function: name, api, ordinal }) => `${path} ${name ?? '(no function)'} ${api} ${ordinal}`)
  const more = unmatched.length - named.length
  const count =
    unmatched.length === 1
      ? '1 judgement of the triage file is'
      : `${unmatched.length} judgements of the triage file are`
  return `${count} of sites that are not in this revision: ${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`
}
