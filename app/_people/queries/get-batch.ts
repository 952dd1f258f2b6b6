import { undoMinutesMax } from '#app/_people/undo-minutes.ts'
import type { Transaction } from '#prisma/client.ts'

/** What one act claimed at once, where whoever asks did it and may still undo it; else `null`. */
export async function getBatch(
  database: Transaction,
  participantId: number,
  batch: string,
): Promise<{ readonly claims: number; readonly person: string } | null> {
  const rows = await database.$queryRaw<{ claims: number; person: string }[]>`
    select count(*)::int as claims, max(person.name) as person
    from (
      -- as a number: by a text that is made of it no claim could be looked up
      select substring(subject from '^claim (\\d+)$')::int as claim_id from audit_entry
      where batch = ${batch} and action = 'claim.made' and actor_id = ${participantId}::int
        and at > now() - make_interval(mins => ${undoMinutesMax}::int)
    ) entry
    join claim on claim.id = entry.claim_id
    join participant person on person.id = claim.person_id
    where claim.ended_at is null and claim.updated_at = claim.created_at
    having count(*) > 0`
  return rows[0] ?? null
}
