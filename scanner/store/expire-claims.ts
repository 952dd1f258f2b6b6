import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** Ends claims whose time is over, with an entry of the audit for each, by nobody. Any number of workers may do so at once. */
export async function expireClaims(db: Database): Promise<readonly number[]> {
  const rows = await withDatabaseErrors(
    'expiring claims',
    () => db.$queryRaw<{ id: number }[]>`
      with over as (
        select id from claim where ended_at is null and expires_at <= now() for update skip locked
      ),
      expired as (
        update claim set state = 'expired', ended_at = now(), updated_at = now()
        from over where claim.id = over.id
        returning claim.id, claim.tree_id, claim.site_id, claim.person_id
      ),
      told as (
        insert into audit_entry (actor_id, action, tree_id, site_id, subject, after, via)
        select null, 'claim.expired', tree_id, site_id, 'claim ' || id,
          jsonb_build_object('state', 'expired', 'person', person_id), 'scanner'
        from expired
      )
      select id from expired order by id`,
  )
  return rows.map(({ id }) => id)
}
