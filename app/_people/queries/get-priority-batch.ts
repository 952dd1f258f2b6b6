import { undoMinutesMax } from '#app/_people/undo-minutes.ts'
import type { Transaction } from '#prisma/client.ts'
import type { Priority } from '#scanner/model/priority.ts'

/** Which priority one act gave to many sites, where whoever asks did it and may still undo it; else `null`. */
export async function getPriorityBatch(
  database: Transaction,
  participantId: number,
  batch: string,
): Promise<{ readonly sites: number; readonly priority: Priority } | null> {
  const rows = await database.$queryRaw<{ sites: number; priority: Priority }[]>`
    select count(*)::int as sites, min(said.level) as priority
    from audit_entry entry
    join site_priority said on said.site_id = entry.site_id
    where entry.batch = ${batch} and entry.action = 'triage.prioritized' and entry.actor_id = ${participantId}::int
      and entry.at > now() - make_interval(mins => ${undoMinutesMax}::int)
      and said.made_at = entry.at and said.made_by_id = entry.actor_id
    having count(*) > 0`
  return rows[0] ?? null
}
