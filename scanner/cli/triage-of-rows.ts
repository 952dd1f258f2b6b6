import type { SiteRow } from '#scanner/model/site.ts'
import { describeUnmatched } from '#scanner/model/triage/describe-unmatched.ts'
import { matchTriage } from '#scanner/model/triage/match-triage.ts'
import type { Triage, TriageEntry } from '#scanner/model/triage/triage.ts'

export interface TriageOfRows {
  /** What a person said of a site, by its id; a site that nobody judged is not in it. */
  readonly byId: ReadonlyMap<string, Triage>
  /** Sentences about judgements that belong to no site of this revision. */
  readonly notices: readonly string[]
}

/** Joins a triage file and all rows of a scan. */
export function triageOfRows(rows: readonly SiteRow[], entries: readonly TriageEntry[]): TriageOfRows {
  const { triages, unmatched } = matchTriage(rows, entries)
  const byId = new Map(rows.flatMap(({ id }, index) => (triages[index] ? [[id, triages[index]] as const] : [])))
  return { byId, notices: describeUnmatched(unmatched) }
}
