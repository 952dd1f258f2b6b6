import type { Database, Transaction } from '#prisma/client.ts'
import { openEnd } from '#scanner/model/interval.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** What is wrong with the rows of a tree, and of how many. */
export interface Damage {
  readonly slug: string
  readonly kind: 'overlapping' | 'missing-text' | 'out-of-line'
  readonly rows: number
}

/**
 * Looks whether interval tables hold what publishing promises: no two spans of a site at once, each from a revision of its
 * line to another one or to the end, and the text of every file. Reads the tables from end to end: seconds for a long history.
 */
export function findDamage(db: Database | Transaction): Promise<readonly Damage[]> {
  return withDatabaseErrors(
    'checking the tables',
    () => db.$queryRaw<Damage[]>`
      select slug, kind, count(*)::int as rows from (
        select line.tree_id, 'overlapping' as kind
        from (
          select line_id, from_ordinal, lag(to_ordinal) over (partition by line_id, site_id order by from_ordinal) as before
          from site_span
        ) span
        join line on line.id = span.line_id
        where span.before > span.from_ordinal
        union all
        select line.tree_id, 'overlapping'
        from (
          select line_id, from_ordinal, lag(to_ordinal) over (partition by line_id, path order by from_ordinal) as before
          from file_span
        ) span
        join line on line.id = span.line_id
        where span.before > span.from_ordinal
        union all
        select line.tree_id, 'missing-text' from file_span span join line on line.id = span.line_id
        where not exists (select from blob_text where blob_text.oid = span.oid)
        union all
        select line.tree_id, 'out-of-line'
        from (
          select line_id, from_ordinal, to_ordinal from site_span
          union all
          select line_id, from_ordinal, to_ordinal from file_span
        ) span
        join line on line.id = span.line_id
        where not exists (
            select from revision where revision.line_id = span.line_id and revision.ordinal = span.from_ordinal
          )
          or span.to_ordinal <> ${openEnd} and not exists (
            select from revision where revision.line_id = span.line_id and revision.ordinal = span.to_ordinal
          )
      ) found
      join tree on tree.id = found.tree_id
      group by slug, kind order by slug, kind`,
  )
}
