import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** A revision with its place in history. */
export interface StepEnd {
  readonly commit: string
  readonly lineId: number
  readonly ordinal: number
}

/** A revision that something happened in whose commit is not looked for yet, and the one that it is compared with. */
export interface OpenStep {
  readonly revisionId: number
  readonly label: string
  /** On the same line, or where the line forks off. */
  readonly from: StepEnd
  readonly to: StepEnd
}

interface Row {
  readonly revision_id: number
  readonly label: string
  readonly commit: string
  readonly line_id: number
  readonly ordinal: number
  readonly earlier_commit: string
  readonly earlier_line_id: number
  readonly earlier_ordinal: number
}

/** The steps of a tree with open events, line by line, in order. */
export async function listOpenSteps(db: Database, treeId: number): Promise<readonly OpenStep[]> {
  const rows = await withDatabaseErrors(
    'listing events without a commit',
    () => db.$queryRaw<Row[]>`
      select later.id as revision_id, later.label, later.commit, later.line_id, later.ordinal,
        earlier.commit as earlier_commit, earlier.line_id as earlier_line_id, earlier.ordinal as earlier_ordinal
      from revision later
      join line on line.id = later.line_id
      left join lateral (
        select id from revision
        where revision.line_id = later.line_id and revision.ordinal < later.ordinal
        order by revision.ordinal desc
        limit 1
      ) previous on true
      join revision earlier on earlier.id = coalesce(previous.id, line.forked_from_id)
      where later.tree_id = ${treeId}
        and exists (select from event where event.revision_id = later.id and event.attribution = 'open')
      order by later.line_id, later.ordinal`,
  )
  return rows.map((row) => ({
    revisionId: row.revision_id,
    label: row.label,
    from: { commit: row.earlier_commit, lineId: row.earlier_line_id, ordinal: row.earlier_ordinal },
    to: { commit: row.commit, lineId: row.line_id, ordinal: row.ordinal },
  }))
}
