import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/prisma-of-process.ts'
import { storableJson } from './storable.ts'

/** A table of history: for each key at most one row holds at an ordinal of a line. Names are constants of ours. */
export interface IntervalTable {
  readonly name: string
  readonly key: readonly string[]
  readonly content: readonly string[]
}

/** Where a revision stands: from its ordinal to that of the next one, or the open end. */
export interface Place {
  readonly lineId: number
  readonly ordinal: number
  readonly next: number
}

/** What a table says at an ordinal of a line. */
export interface StateAt {
  readonly lineId: number
  readonly ordinal: number
}

/**
 * Makes `wanted` what a table says at one revision, and changes nothing at any other. Rows are objects by column names, no two of one key,
 * or those of another revision.
 *
 * There is no revision between `ordinal` and `next`, so a stored interval either covers the whole gap or touches it at an end. One that
 * covers it and says the same stays. One that covers it and says otherwise is cut, and what lies before and after kept. What is wanted and
 * not there is written, joined with a neighbour that ends or begins at the gap and says the same. So rows are the longest intervals there
 * can be: the same history makes the same rows, whatever the order in which revisions came and however often.
 */
export async function spliceIntervals(
  tx: Transaction,
  table: IntervalTable,
  place: Place,
  wanted: readonly object[] | StateAt,
): Promise<void> {
  const sql = composeSplice(table, place)
  // a table and not a list in the statement: without an index and numbers the planner compares all with all
  await tx.$executeRaw`${sql.createWanted}`
  await tx.$executeRaw`${'ordinal' in wanted ? sql.copyWanted(wanted) : sql.insertWanted(storableJson(wanted))}`
  await tx.$executeRaw`${sql.indexWanted}`
  await tx.$executeRaw`${sql.analyzeWanted}`
  await tx.$executeRaw`${sql.cut}`
  await tx.$executeRaw`${sql.join}`
  await tx.$executeRaw`${sql.dropWanted}`
}

function composeSplice({ name, key, content }: IntervalTable, { lineId, ordinal, next }: Place) {
  const table = Prisma.raw(`"${name}"`)
  const temporary = Prisma.raw(`"wanted_${name}"`)
  const list = (columns: readonly string[], alias?: string) =>
    Prisma.raw(columns.map((column) => (alias === undefined ? `"${column}"` : `${alias}."${column}"`)).join(', '))
  const columns = [...key, ...content]
  const sameKey = (a: string, b: string) =>
    Prisma.raw(key.map((column) => `${a}."${column}" = ${b}."${column}"`).join(' and '))
  // absent values are equal, which they are not to `=`
  const sameContent = (a: string, b: string) =>
    Prisma.sql`row(${list(content, a)}) is not distinct from row(${list(content, b)})`

  return {
    createWanted: Prisma.sql`
      create temporary table ${temporary} on commit drop as select ${list(columns)} from ${table} with no data`,
    insertWanted: (rows: string) => Prisma.sql`
      insert into ${temporary} select ${list(columns)} from jsonb_populate_recordset(null::${table}, ${rows}::jsonb)`,
    copyWanted: (state: StateAt) => Prisma.sql`
      insert into ${temporary} select ${list(columns)} from ${table}
      where line_id = ${state.lineId} and from_ordinal <= ${state.ordinal} and to_ordinal > ${state.ordinal}`,
    indexWanted: Prisma.sql`create unique index on ${temporary} (${list(key)})`,
    analyzeWanted: Prisma.sql`analyze ${temporary}`,
    dropWanted: Prisma.sql`drop table ${temporary}`,

    // The parts are inserted as their whole is deleted: a row is gone before what is left of it comes.
    cut: Prisma.sql`
      with cut as (
        delete from ${table} stored
        where stored.line_id = ${lineId} and stored.from_ordinal <= ${ordinal} and stored.to_ordinal >= ${next}
          and not exists (
            select from ${temporary} wanted
            where ${sameKey('wanted', 'stored')} and ${sameContent('wanted', 'stored')}
          )
        returning stored.*
      )
      insert into ${table} (line_id, from_ordinal, to_ordinal, ${list(columns)})
      select line_id, from_ordinal, ${ordinal}::int, ${list(columns)} from cut where from_ordinal < ${ordinal}
      union all
      select line_id, ${next}::int, to_ordinal, ${list(columns)} from cut where to_ordinal > ${next}`,

    // What still covers the gap says what is wanted. The neighbours are grouped, so all are deleted before the first row comes.
    join: Prisma.sql`
      with fresh as materialized (
        select * from ${temporary} wanted
        where not exists (
          select from ${table} stored
          where stored.line_id = ${lineId} and ${sameKey('stored', 'wanted')}
            and stored.from_ordinal <= ${ordinal} and stored.to_ordinal >= ${next}
        )
      ),
      neighbour as (
        delete from ${table} stored using fresh
        where stored.line_id = ${lineId} and (stored.to_ordinal = ${ordinal} or stored.from_ordinal = ${next})
          and ${sameKey('stored', 'fresh')} and ${sameContent('stored', 'fresh')}
        returning ${list(key, 'stored')}, stored.from_ordinal, stored.to_ordinal
      ),
      reach as (
        select ${list(key)}, min(from_ordinal) as from_ordinal, max(to_ordinal) as to_ordinal
        from neighbour group by ${list(key)}
      )
      insert into ${table} (line_id, from_ordinal, to_ordinal, ${list(columns)})
      select ${lineId}::int, least(${ordinal}::int, reach.from_ordinal), greatest(${next}::int, reach.to_ordinal),
        ${list(columns, 'fresh')}
      from fresh left join reach using (${list(key)})`,
  }
}
