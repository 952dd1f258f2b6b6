import type { Database } from '#prisma/client.ts'
import { lockScan } from './lock-scan.ts'
import type { ScanClaim } from './scan-claim.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/**
 * Ends the open claims of a tree whose sites the newest revision has converted, and were not when they were claimed, by the commit that
 * did it where history says. An entry of the audit for each, by nobody. A site that is gone leaves its claim open: it may come back, and a
 * claim without news expires. Resolves to the claims that are done; throws `ClaimLostError` when the scan is no longer ours.
 */
export async function closeClaims(db: Database, treeId: number, scan: ScanClaim): Promise<readonly number[]> {
  return withDatabaseErrors('closing claims', () =>
    db.$transaction(async (tx) => {
      await lockScan(tx, treeId, scan)
      const rows = await tx.$queryRaw<{ id: number }[]>`
        with newest as (
          -- as pages choose it: the tip of the trunk
          select id, line_id, ordinal from (
            select revision.*, line.is_trunk, max(committed_at) over (partition by line_id) as line_committed_at
            from revision join line on line.id = revision.line_id where revision.tree_id = ${treeId}
          ) revision
          order by is_trunk desc, line_committed_at desc, line_id desc, ordinal desc limit 1
        ),
        done as (
          update claim
          set state = 'done', ended_at = now(), updated_at = now(),
            revision_id = coalesce(how.revision_id, newest.id), commit = how.commit, subject = how.subject
          from newest, site_span span
          left join lateral (
            -- the last conversion on the way to the newest revision
            select event.revision_id, event.commit, event.subject
            from event join revision step on step.id = event.revision_id
            where event.site_id = span.site_id and event.kind = 'converted'
            order by step.line_id = (select line_id from newest) desc, step.ordinal desc limit 1
          ) how on true
          where claim.tree_id = ${treeId} and claim.ended_at is null and claim.status_was <> 'converted'
            and span.site_id = claim.site_id and span.status = 'converted' and span.line_id = newest.line_id
            and span.from_ordinal <= newest.ordinal and span.to_ordinal > newest.ordinal
          returning claim.id, claim.site_id, claim.person_id, claim.commit
        ),
        told as (
          insert into audit_entry (actor_id, action, tree_id, site_id, subject, after, via)
          select null, 'claim.done', ${treeId}, site_id, 'claim ' || id,
            jsonb_build_object('state', 'done', 'person', person_id, 'commit', commit), 'scanner'
          from done
        )
        select id from done order by id`
      return rows.map(({ id }) => id)
    }),
  )
}
