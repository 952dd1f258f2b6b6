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
    with entry as materialized (
      -- as a number: by a text that is made of it no claim could be looked up
      select substring(subject from '^claim (\\d+)$')::int as claim_id from audit_entry
      where batch = ${batch} and action = 'claim.made' and actor_id = ${actor.participantId}::int
        and at > now() - make_interval(mins => ${undoMinutesMax}::int)
    ),
    undone as (
      update claim set state = 'withdrawn', ended_at = now(), updated_at = now()
      where claim.id = any(array(select claim_id from entry)) and claim.ended_at is null and claim.updated_at = claim.created_at
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
