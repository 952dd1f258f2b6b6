import { randomUUID } from 'node:crypto'
import type { Origin } from '#app/_people/actor.ts'
import { undoMinutesMax } from '#app/_people/undo-minutes.ts'
import type { Transaction } from '#prisma/client.ts'
import { joinByHash } from './join-by-hash.ts'

/**
 * Puts back the priorities that many sites had before one act gave them another, where nobody has said anything of it since; a new entry of the
 * audit for each. Only whoever acted may, and only for ten minutes. Resolves to how many there were.
 */
export async function undoPriorities(tx: Transaction, { actor, via, address }: Origin, batch: string): Promise<number> {
  const rows = await joinByHash(
    tx,
    () => tx.$queryRaw<unknown[]>`
    with said as materialized (
      select entry.site_id, entry.tree_id, entry.before, entry.after
      from audit_entry entry
      join site_priority said on said.site_id = entry.site_id
      where entry.batch = ${batch} and entry.action = 'triage.prioritized' and entry.actor_id = ${actor.participantId}::int
        and entry.at > now() - make_interval(mins => ${undoMinutesMax}::int)
        -- as it was said: the entry and the priority are of one transaction, and therefore of one moment
        and said.made_at = entry.at and said.made_by_id = entry.actor_id
      for update of said
    ),
    removed as (
      delete from site_priority using said where site_priority.site_id = said.site_id and said.before is null
    ),
    restored as (
      update site_priority set level = said.before ->> 'priority', made_by_id = (said.before ->> 'madeById')::int,
        made_at = (said.before ->> 'madeAt')::timestamptz
      from said where site_priority.site_id = said.site_id and said.before is not null
    ),
    told as (
      insert into audit_entry (actor_id, action, tree_id, site_id, before, after, via, address, batch)
      select ${actor.participantId}::int, 'triage.undone', tree_id, site_id, after, before, ${via}::text, ${address}::text,
        ${randomUUID()}::text
      from said
    )
    select site_id from said`,
  )
  return rows.length
}
