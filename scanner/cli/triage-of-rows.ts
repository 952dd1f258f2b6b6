import { triageOfRemark } from '#scanner/model/remark-of.ts'
import { describeUnmatched } from '#scanner/model/triage/describe-unmatched.ts'
import { matchTriage } from '#scanner/model/triage/match-triage.ts'
import type { Triage, TriageEntry } from '#scanner/model/triage/triage.ts'
import type { RevisionRows } from '#scanner/run/list-rows.ts'

export interface TriageOfRows {
  /** What a person said of a site, by its id; a site that nobody judged is not in it. */
  readonly byId: ReadonlyMap<string, Triage>
  /** Sentences about judgements that belong to no site of this revision. */
  readonly notices: readonly string[]
}

/** Joins a triage file, the comments beside calls, and all rows of a scan. Where both speak of a site, the file does. */
export function triageOfRows(
  { rows, remarks, strayRemarks, commit }: Pick<RevisionRows, 'rows' | 'remarks' | 'strayRemarks' | 'commit'>,
  entries: readonly TriageEntry[],
): TriageOfRows {
  const { triages, unmatched } = matchTriage(rows, entries)
  const remarkAt = new Map(remarks)
  const said = rows.map((_row, index) => {
    const remark = remarkAt.get(index)
    return triages[index] ?? (remark === undefined ? null : triageOfRemark(remark, commit.committedAt))
  })
  const byId = new Map(rows.flatMap(({ id }, index) => (said[index] ? [[id, said[index]] as const] : [])))
  return { byId, notices: [...strayRemarks, ...describeUnmatched(unmatched)] }
}
