import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/**
 * Removes a tree with everything of it: revisions, sites, scans, and what people said of them. A scan that runs loses its claim with its row.
 * Texts of files that no other tree has go too, unless a scan runs, which may just have written some for what it publishes next. Waits for a revision that is being published.
 */
export function removeTree(db: Database, treeId: number): Promise<void> {
  return withDatabaseErrors('removing a tree', () =>
    db.$transaction(
      async (tx) => {
        await tx.$queryRaw`select id from tree where id = ${treeId} for update`
        await tx.$executeRaw`delete from tree where id = ${treeId}`
        await tx.$executeRaw`
          delete from blob_text
          where not exists (select from file_span where file_span.oid = blob_text.oid)
            and not exists (select from scan where state = 'running')`
      },
      { timeout: 600_000, maxWait: 10_000 },
    ),
  )
}
