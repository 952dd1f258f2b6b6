import type { Transaction } from './client.ts'

/** Give a transaction that removes a tree so long: a long history has millions of rows. */
export const removalMsMax = 600_000

/**
 * Removes a tree with everything of it: revisions, sites, scans, and what people said of them. A scan that runs loses its claim with its row.
 * Texts of files that no other tree has go too, unless a scan runs, which may just have written some for what it publishes next. Waits for
 * a revision that is being published.
 */
export async function removeTree(tx: Transaction, treeId: number): Promise<void> {
  await tx.$executeRaw`select set_config('statement_timeout', ${String(removalMsMax)}, true), set_config('lock_timeout', '60s', true)`
  await tx.$queryRaw`select id from tree where id = ${treeId} for update`
  await tx.$executeRaw`delete from tree where id = ${treeId}`
  await tx.$executeRaw`
    delete from blob_text
    where not exists (select from file_span where file_span.oid = blob_text.oid)
      and not exists (select from scan where state = 'running')`
}
