import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from '../with-database-errors.ts'

/** A revision is published: what was prepared of it is of no use any more. */
export function dropPreparation(db: Database, treeId: number, commit: string): Promise<void> {
  return withDatabaseErrors('clearing a revision away', async () => {
    await db.$executeRaw`delete from preparation where tree_id = ${treeId} and "commit" = ${commit}`
  })
}

/** Nobody wants what was offered by scans that are over. */
export function dropEndedPreparations(db: Database): Promise<void> {
  return withDatabaseErrors('clearing revisions away', async () => {
    await db.$executeRaw`
      delete from preparation where scan_id in (select id from scan where state not in ('queued', 'running'))`
  })
}
