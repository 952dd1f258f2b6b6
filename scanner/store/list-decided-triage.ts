import type { Database } from '#prisma/client.ts'
import type { TriageEntry } from '#scanner/model/triage/triage.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** What is decided of sites of a tree, each where the site stands now or stood last on any line. */
export function listDecidedTriage(db: Database, treeId: number): Promise<readonly TriageEntry[]> {
  return withDatabaseErrors('reading what people judged', async () => {
    const rows = await db.$queryRaw<DecidedRow[]>`
      select span.path, span.function, span.api, span.nth as ordinal, triage.verdict, triage.case_number as "case",
        triage.reason, triage.text, triage.link, triage.other, participant.name as by,
        to_char(triage.made_at at time zone 'UTC', 'YYYY-MM-DD') as date
      from triage
      join participant on participant.id = triage.made_by_id
      join lateral (
        select path, function, api, nth from site_span
        where site_span.site_id = triage.site_id order by to_ordinal desc, id desc limit 1
      ) span on true
      where triage.tree_id = ${treeId} and triage.is_decided
      order by triage.id`
    return rows.map(({ case: number, reason, text, link, other, ...said }) => ({
      ...said,
      ...(number === null ? {} : { case: number }),
      ...(reason === null ? {} : { reason }),
      ...(text === null ? {} : { text }),
      ...(link === null ? {} : { link }),
      ...(other === null ? {} : { other }),
    }))
  })
}

type Nullable<T> = { readonly [K in keyof T]-?: T[K] | null }
type Optional = 'case' | 'reason' | 'text' | 'link' | 'other'
type DecidedRow = Omit<TriageEntry, Optional> & Nullable<Required<Pick<TriageEntry, Optional>>>
