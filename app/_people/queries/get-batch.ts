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
    from audit_entry entry
    join claim on entry.subject = 'claim ' || claim.id and claim.site_id = entry.site_id
    join participant person on person.id = claim.person_id
    where entry.batch = ${batch} and entry.action = 'claim.made' and entry.actor_id = ${participantId}::int
      and entry.at > now() - make_interval(mins => ${undoMinutesMax}::int)
      and claim.ended_at is null and claim.updated_at = claim.created_at
    having count(*) > 0`
  return rows[0] ?? null
}
