import type { Database } from '#prisma/client.ts'
import { openEnd } from '#scanner/model/interval.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** A comment in the code that says why a call stays, whose function changed since, while the comment did not. */
export interface StaleRemark {
  readonly slug: string
  readonly path: string
  readonly line: number
  readonly reason: string
}

/**
 * Comments of the newest revision of each line of history whose function had another body when they were first seen in these words. A comment that was
 * touched since begins anew.
 */
export function listStaleRemarks(db: Database): Promise<readonly StaleRemark[]> {
  return withDatabaseErrors(
    'looking at comments beside calls',
    () => db.$queryRaw<StaleRemark[]>`
      select distinct tree.slug, span.path, span.line_number as line, remark.reason
      from site_remark remark
      join site_span span
        on span.site_id = remark.site_id and span.line_id = remark.line_id and span.to_ordinal = ${openEnd}
      join line on line.id = remark.line_id
      join tree on tree.id = line.tree_id
      where remark.to_ordinal = ${openEnd} and exists (
        select from site_remark before
        where before.site_id = remark.site_id and before.line_id = remark.line_id
          and before.to_ordinal <= remark.from_ordinal
          and before.reason = remark.reason and before.case_number is not distinct from remark.case_number
          and before.code_digest is distinct from remark.code_digest
      )
      order by slug, path, line`,
  )
}
