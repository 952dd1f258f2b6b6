import { Prisma } from '#prisma/generated/client.ts'

/**
 * The lines that lead to a revision as `history (line_id, last_ordinal, depth)`, for `with recursive`: its own up to the revision, then the
 * one which that forked from, up to the fork, and so on. The depth is bounded, so that lines which name each other could not turn for ever.
 */
export function historyOf(revisionId: number): Prisma.Sql {
  return Prisma.sql`history as (
    select line_id, ordinal as last_ordinal, 0 as depth from revision where id = ${revisionId}
    union all
    select fork.line_id, fork.ordinal, history.depth + 1
    from history
    join line on line.id = history.line_id
    join revision fork on fork.id = line.forked_from_id
    where history.depth < 100
  )`
}
