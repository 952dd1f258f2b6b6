import type { Transaction } from '#prisma/client.ts'
import { ClaimLostError, type ScanClaim } from './scan-claim.ts'

/** A worker whose network is cut says nothing and ends nothing: after this its transaction is given up, and what it held is free. */
const silenceSecondsMax = 30

/**
 * Holds the tree and the scan until the end of the transaction; throws `ClaimLostError` if the scan is no longer ours. The tree's row first,
 * as everybody does, so that nobody waits in a circle: one revision of a tree is published at a time. Whoever claims the scan waits as
 * well, and finds what is published here. Requests do not wait: they only need the tree to stay (`no key update`).
 */
export async function lockScan(tx: Transaction, treeId: number, scan: ScanClaim): Promise<void> {
  await tx.$queryRaw`select set_config('idle_in_transaction_session_timeout', ${`${silenceSecondsMax}s`}, true)`
  await tx.$queryRaw`select id from tree where id = ${treeId} for no key update`
  const held = await tx.$queryRaw<unknown[]>`
    select id from scan
    where id = ${scan.id} and tree_id = ${treeId} and claim = ${scan.claim} and state = 'running'
    for update`
  if (held.length === 0) throw new ClaimLostError(scan)
}
