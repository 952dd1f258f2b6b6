import type { Transaction } from '#prisma/client.ts'
import type { EventKind } from '#scanner/model/event.ts'

/** How many events of each kind some steps have in the whole tree, by the id of their later revision. Moves are not counted. */
export async function listStepTotals(
  database: Transaction,
  revisionIds: readonly number[],
): Promise<ReadonlyMap<number, ReadonlyMap<EventKind, number>>> {
  const rows = await database.$queryRaw<
    { readonly revisionId: number; readonly kind: EventKind; readonly events: number }[]
  >`
    select revision_id as "revisionId", kind, sum(sites)::int as events
    from event_count
    where revision_id = any(${[...revisionIds]}::int[]) and subsystem_id is null and person_id is null
    group by revision_id, kind`
  return new Map(
    revisionIds.map((id) => [
      id,
      new Map(rows.filter(({ revisionId }) => revisionId === id).map(({ kind, events }) => [kind, events])),
    ]),
  )
}
