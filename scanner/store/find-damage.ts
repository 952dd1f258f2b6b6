import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** What is wrong with the rows of a tree, and of how many. */
export interface Damage {
  readonly slug: string
  readonly kind: 'overlapping' | 'empty' | 'missing-text' | 'gap-in-line'
  readonly rows: number
}

/**
 * Looks whether interval tables hold what publishing promises: no two spans of a site at once, none that is empty, the text of every file,
 * and revisions of a line without a gap. Reads the tables from end to end: seconds for a long history.
 */
export function findDamage(db: Database): Promise<readonly Damage[]> {
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
        select line.tree_id, 'empty' from site_span span join line on line.id = span.line_id where from_ordinal >= to_ordinal
        union all
        select line.tree_id, 'missing-text' from file_span span join line on line.id = span.line_id
        where not exists (select from blob_text where blob_text.oid = span.oid)
        union all
        select tree_id, 'gap-in-line'
        from (
          select tree_id, ordinal, lag(ordinal) over (partition by line_id order by ordinal) as before from revision
        ) placed
        where before is not null and ordinal <> before + 1
      ) found
      join tree on tree.id = found.tree_id
      group by slug, kind order by slug, kind`,
  )
}
