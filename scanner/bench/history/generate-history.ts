import type { Store } from '#scanner/store/open-store.ts'
import { replaceCounts } from '#scanner/store/replace-counts.ts'
import { replaceEventCounts } from '#scanner/store/replace-event-counts.ts'
import { replacePersonCounts } from '#scanner/store/replace-person-counts.ts'
import { generateEvents } from './generate-events.ts'
import { generateLines } from './generate-lines.ts'
import { generateOwners } from './generate-owners.ts'
import { generateSites } from './generate-sites.ts'
import type { HistoryShape } from './history-shape.ts'

const transaction = { timeout: 1_800_000, maxWait: 60_000 }

/**
 * Fills an empty store with a history that nobody lived: rows as publishing would leave them, made by the database itself and written in the
 * order in which revisions would have come. What is summed over them is written by the acts of the store that write it when it publishes.
 *
 * For a superuser, as of the embedded database: foreign keys are not looked at row by row.
 */
export async function generateHistory(store: Store, shape: HistoryShape): Promise<void> {
  await store.$transaction(async (tx) => {
    await tx.$executeRaw`set local session_replication_role = replica`
    await tx.$executeRaw`set local work_mem = '256MB'`
    // the same numbers wherever it runs: random() would depend on the plan
    await tx.$executeRaw`
      create function pg_temp.roll(a int, b int, salt int) returns float8 language sql immutable
      as 'select (hashint8extended(a::int8 * 65536 + b, salt) & 1048575)::float8 / 1048576'`
    await generateLines(tx, shape)
    await generateOwners(tx, shape)
    await generateSites(tx, shape)
    await generateEvents(tx)
  }, transaction)
  // as autovacuum does in a store that grows; not to be had in a transaction
  await store.$executeRaw`vacuum analyze`
  await sumUp(store)
  await store.$executeRaw`vacuum analyze`
}

async function sumUp(store: Store): Promise<void> {
  const revisions = await store.$queryRaw<
    { readonly id: number; readonly lineId: number; readonly ordinal: number; readonly previous: number | null }[]
  >`
    select id, line_id as "lineId", ordinal, lag(ordinal) over (partition by line_id order by ordinal) as previous
    from revision order by id`
  for (const { id, lineId, ordinal, previous } of revisions) {
    const place = { lineId, ordinal, next: ordinal + 1 }
    const base = previous === null ? null : { lineId, ordinal: previous }
    await store.$transaction(async (tx) => {
      await replaceCounts(tx, id, place)
      await replacePersonCounts(tx, id, place)
      await replaceEventCounts(tx, { lineId, revisionId: id, ordinal, base })
    }, transaction)
  }
}
