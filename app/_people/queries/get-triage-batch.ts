import { undoMinutesMax } from '#app/_people/undo-minutes.ts'
import type { Transaction } from '#prisma/client.ts'
import type { TriageVerdict } from '#scanner/model/triage/triage.ts'

/** What one act said of many sites, where whoever asks did it and may still undo it; else `null`. */
export async function getTriageBatch(
  database: Transaction,
  participantId: number,
  batch: string,
): Promise<{ readonly sites: number; readonly verdict: TriageVerdict; readonly isDecided: boolean } | null> {
  const rows = await database.$queryRaw<{ sites: number; verdict: TriageVerdict; isDecided: boolean }[]>`
    select count(*)::int as sites, min(triage.verdict) as verdict, bool_and(triage.is_decided) as "isDecided"
    from audit_entry entry
    join triage on triage.site_id = entry.site_id and triage.is_decided = (entry.action = 'triage.decided')
    where entry.batch = ${batch} and entry.action in ('triage.decided', 'triage.proposed')
      and entry.actor_id = ${participantId}::int and entry.subject = 'triage ' || triage.id
      and entry.at > now() - make_interval(mins => ${undoMinutesMax}::int)
      and triage.made_at = entry.at and triage.made_by_id = entry.actor_id
    having count(*) > 0`
  return rows[0] ?? null
}
