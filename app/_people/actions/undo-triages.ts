import { randomUUID } from 'node:crypto'
import type { Origin } from '#app/_people/actor.ts'
import { undoMinutesMax } from '#app/_people/undo-minutes.ts'
import type { Transaction } from '#prisma/client.ts'
import { joinByHash } from './join-by-hash.ts'

/**
 * Puts back what was said of many sites before one act judged them all, where nobody has said anything of them since; a new entry of the audit
 * for each. Only whoever acted may, and only for ten minutes. Resolves to how many there were.
 */
export async function undoTriages(tx: Transaction, { actor, via, address }: Origin, batch: string): Promise<number> {
  const rows = await joinByHash(
    tx,
    () => tx.$queryRaw<unknown[]>`
    with entry as materialized (
      select site_id, tree_id, before, after, action = 'triage.decided' as is_decided, at, subject
      from audit_entry
      where batch = ${batch} and action in ('triage.decided', 'triage.proposed') and actor_id = ${actor.participantId}::int
        and at > now() - make_interval(mins => ${undoMinutesMax}::int)
    ),
    -- as it was said: the entry and the judgement are of one transaction, and therefore of one moment
    said as materialized (
      select triage.id, entry.* from triage join entry on entry.site_id = triage.site_id and entry.is_decided = triage.is_decided
      where entry.subject = 'triage ' || triage.id and triage.made_by_id = ${actor.participantId}::int
        and triage.made_at = entry.at
      for update of triage
    ),
    removed as (
      delete from triage using said where triage.id = said.id and not coalesce(said.before ? 'verdict', false)
    ),
    restored as (
      update triage set
        verdict = said.before ->> 'verdict', case_number = (said.before ->> 'caseNumber')::int,
        reason = said.before ->> 'reason', text = said.before ->> 'text', link = said.before ->> 'link',
        other = nullif(said.before -> 'other', 'null'), made_by_id = (said.before ->> 'madeById')::int,
        made_at = (said.before ->> 'madeAt')::timestamptz, function_digest = said.before ->> 'functionDigest'
      from said where triage.id = said.id and said.before ? 'verdict'
    ),
    proposed as (
      insert into triage (tree_id, site_id, is_decided, verdict, case_number, reason, text, link, other, made_by_id, made_at,
        function_digest)
      select tree_id, site_id, false, word ->> 'verdict', (word ->> 'caseNumber')::int, word ->> 'reason', word ->> 'text',
        word ->> 'link', nullif(word -> 'other', 'null'), (word ->> 'madeById')::int, (word ->> 'madeAt')::timestamptz,
        word ->> 'functionDigest'
      from (select said.*, said.before -> 'proposal' as word from said where said.before ? 'proposal') answered
      -- somebody proposes anew meanwhile: that stands
      on conflict (site_id, is_decided) do nothing
    ),
    told as (
      insert into audit_entry (actor_id, action, tree_id, site_id, subject, before, after, via, address, batch)
      select ${actor.participantId}::int, 'triage.undone', tree_id, site_id, subject, after, before, ${via}::text, ${address}::text,
        ${randomUUID()}::text
      from said
    )
    select id from said`,
  )
  return rows.length
}
