import type { Database } from '#prisma/client.ts'
import { remindDays } from '#scanner/model/claim.ts'
import { withDatabaseErrors } from '../with-database-errors.ts'

/**
 * Writes a reminder for each person and tree with claims that expire soon and were not reminded of since the last news; resolves to how many.
 * A claim is marked by the statement that writes, so that it is in one, however many workers look.
 */
export function queueReminders(db: Database): Promise<number> {
  return withDatabaseErrors(
    'writing reminders',
    () => db.$executeRaw`
      with soon as (
        select id from claim
        where ended_at is null and reminded_at is null and expires_at > now()
          -- a life of few days would else begin with a reminder
          and expires_at <= now() + least(make_interval(days => ${remindDays}::int), (expires_at - updated_at) / 3)
        order by id limit 10000 for update skip locked
      ),
      marked as (
        update claim set reminded_at = now() from soon where claim.id = soon.id
        returning claim.id, claim.person_id, claim.tree_id, claim.expires_at
      )
      insert into outbox (key, channel, kind, participant_id, tree_id, data)
      select 'reminder ' || min(id) || ' ' || extract(epoch from max(expires_at))::bigint, 'mail', 'reminder', person_id, tree_id,
        jsonb_build_object('claims', jsonb_agg(id order by id), 'by', null)
      from marked group by person_id, tree_id
      on conflict (key) do nothing`,
  )
}
