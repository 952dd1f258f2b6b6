import { Prisma } from '#prisma/prisma-of-process.ts'
import type { RevisionPlace } from './revision-place.ts'

/**
 * The lines that lead to a revision as `history (line_id, last_ordinal, depth)`, for `with recursive`: its own up to the revision, then the
 * one which that forked from, up to the fork, and so on. The depth is bounded, so that lines which name each other could not turn for ever.
 */
export const historyOf = (revisionId: number): Prisma.Sql =>
  historyFrom(Prisma.sql`select line_id, ordinal, 0 from revision where id = ${revisionId}`)

/** The same of a revision by its place. */
export const historyAt = ({ lineId, ordinal }: RevisionPlace): Prisma.Sql =>
  historyFrom(Prisma.sql`select ${lineId}::int, ${ordinal}::int, 0`)

/** The same of the newest revision of a line, whichever that is. */
export const historyOfLine = (lineId: number): Prisma.Sql =>
  historyFrom(Prisma.sql`select ${lineId}::int, 2147483647, 0`)

const historyFrom = (start: Prisma.Sql): Prisma.Sql => Prisma.sql`
  history (line_id, last_ordinal, depth) as (
    ${start}
    union all
    select fork.line_id, fork.ordinal, history.depth + 1
    from history
    join line on line.id = history.line_id
    join revision fork on fork.id = line.forked_from_id
    where history.depth < 100
  )`
