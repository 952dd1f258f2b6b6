import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

export interface QueuedUpdate {
  readonly scanId: number
  readonly slug: string
}

/**
 * Queues a scan that asks for nothing new for every tree with a revision that another analysis published: it judges anew what is there,
 * while the old numbers stay. Not where a scan waits or runs, which does that too; and not again where the last such scan failed and none
 * has worked since, as when the repository is gone. Revisions that no branch leads to any more may be gone from it: they are no reason.
 */
export function queueUpdates(db: Database, analysisVersion: string): Promise<readonly QueuedUpdate[]> {
  return withDatabaseErrors('queueing updates', () =>
    db.$transaction(async (tx) => {
      // as requests do: of two workers that start at once the second finds what the first has queued
      await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('pinwatch.request_scan'))`
      return tx.$queryRaw<QueuedUpdate[]>`
        with queued as (
          insert into scan (tree_id, revisions, tags)
          select tree.id, '{}', '{}' from tree
          where exists (
              select from revision
              where revision.tree_id = tree.id and is_reachable and analysis_version <> ${analysisVersion}
            )
            and not exists (select from scan where scan.tree_id = tree.id and state in ('queued', 'running'))
            and not exists (
              select from scan failed
              where failed.tree_id = tree.id and failed.state = 'failed' and failed.revisions = '{}' and failed.tags = '{}'
                and not exists (
                  select from scan later
                  where later.tree_id = tree.id and later.state = 'done' and later.finished_at > failed.finished_at
                )
            )
          order by tree.id
          returning id, tree_id
        )
        select queued.id as "scanId", tree.slug from queued join tree on tree.id = queued.tree_id order by queued.id`
    }),
  )
}
