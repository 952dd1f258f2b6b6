import { randomUUID } from 'node:crypto'
import type { Origin } from '#app/_people/actor.ts'
import { undoMinutesMax } from '#app/_people/undo-minutes.ts'
import type { Transaction } from '#prisma/client.ts'

/**
 * Withdraws the claims that one act made, where nothing was done to them since; a new entry of the audit for each. Only whoever acted may,
 * and only for ten minutes. Resolves to how many there were.
 */
export async function undoBatch(tx: Transaction, { actor, via, address }: Origin, batch: string): Promise<number> {
  const rows = await tx.$queryRaw<unknown[]>`
    with undone as (
      update claim set state = 'withdrawn', ended_at = now(), updated_at = now()
      from audit_entry entry
      where entry.batch = ${batch} and entry.action = 'claim.made' and entry.actor_id = ${actor.participantId}::int
        and entry.at > now() - make_interval(mins => ${undoMinutesMax}::int)
        and entry.subject = 'claim ' || claim.id and claim.site_id = entry.site_id
        and claim.ended_at is null and claim.updated_at = claim.created_at
      returning claim.id, claim.tree_id, claim.site_id, claim.person_id
    ),
    told as (
      insert into audit_entry (actor_id, action, tree_id, site_id, subject, before, after, via, address, batch)
      select ${actor.participantId}::int, 'claim.undone', tree_id, site_id, 'claim ' || id,
        jsonb_build_object('state', 'claimed', 'person', person_id, 'batch', ${batch}::text),
        jsonb_build_object('state', 'withdrawn'), ${via}::text, ${address}::text, ${randomUUID()}::text
      from undone
    )
    select id from undone`
  return rows.length
}
