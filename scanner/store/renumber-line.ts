import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/prisma-of-process.ts'
import { openEnd, ordinalStep } from '#scanner/model/interval.ts'
import { intervalTables } from './interval-tables.ts'

/** From here numbering begins again at the other end. */
const highest = 1_000_000_000

/**
 * Gives the revisions of a line new ordinals with room between them, and their intervals with them. All new ordinals lie beyond all old
 * ones, so that no row meets another's old number on its way, which the unique indexes would refuse.
 *
 * Costs a write of every row of the line; needed after some ten revisions were put one after the other into the same gap.
 */
export async function renumberLine(tx: Transaction, lineId: number): Promise<void> {
  await tx.$executeRaw`
    create temporary table renumbered on commit drop as
    select ordinal as was, 0 as becomes from revision with no data`
  await tx.$executeRaw`
    insert into renumbered
    select ordinal,
      case when max(ordinal) over () < ${highest} then max(ordinal) over () else ${-2 * highest}::int end
        + ${ordinalStep}::int * (row_number() over (order by ordinal))::int
    from revision where line_id = ${lineId}`
  await tx.$executeRaw`
    update revision set ordinal = renumbered.becomes from renumbered
    where revision.line_id = ${lineId} and revision.ordinal = renumbered.was`
  for (const { name } of intervalTables) {
    const table = Prisma.raw(`"${name}"`)
    // an interval begins at a revision, and ends at one or is open
    await tx.$executeRaw`
      update ${table} stored
      set from_ordinal = begins.becomes, to_ordinal = coalesce(ends.becomes, ${openEnd})
      from renumbered begins, ${table} same left join renumbered ends on ends.was = same.to_ordinal
      where stored.line_id = ${lineId} and same.id = stored.id and begins.was = stored.from_ordinal`
  }
  await tx.$executeRaw`drop table renumbered`
}
