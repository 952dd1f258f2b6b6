import { recordAudit } from '#app/_people/actions/record-audit.ts'
import type { Origin } from '#app/_people/actor.ts'
import { may } from '#app/_people/permissions.ts'
import { forbidden, notFound, Refusal } from '#app/_people/refusal.ts'
import { cancelScan } from '#prisma/cancel-scan.ts'
import type { Transaction } from '#prisma/client.ts'
import { writeScanRequest } from '#prisma/request-scan.ts'
import { requirePublicSource } from './require-public-source.ts'

/** Calls a scan off that waits or runs; what it has published stays. Throws `Refusal`. */
export async function cancelScanAs(tx: Transaction, origin: Origin, id: number): Promise<void> {
  const { treeId, state } = await openScan(tx, origin, id)
  if (!(await cancelScan(tx, id)))
    throw new Refusal(409, 'The scan is over', `Scan ${id} is ${state} already: there is nothing to call off.`)
  await recordAudit(tx, origin, {
    action: 'scan.cancelled',
    treeId,
    subject: `scan ${id}`,
    before: { state },
    after: { state: 'cancelled' },
  })
}

/** Asks for the same scan once more; resolves to the number of that one. Throws `Refusal`. */
export async function retryScanAs(tx: Transaction, origin: Origin, id: number): Promise<number> {
  const { treeId, tree, revisions, tags, since, every } = await openScan(tx, origin, id)
  await requirePublicSource(tree.source)
  const { scanId, joined } = await writeScanRequest(tx, { source: tree.source, revisions, tags, since, every })
  if (!joined)
    await recordAudit(tx, origin, {
      action: 'scan.asked-for',
      treeId,
      subject: `scan ${scanId}`,
      after: { again: id, revisions, tags },
    })
  return scanId
}

async function openScan(tx: Transaction, { actor }: Origin, id: number) {
  if (!may(actor.role, 'manage scans')) throw forbidden('Only an admin may.')
  const scan = await tx.scan.findUnique({
    where: { id },
    select: {
      ...{ treeId: true, state: true, revisions: true, tags: true, since: true, every: true },
      tree: { select: { source: true } },
    },
  })
  if (scan === null) throw notFound('There is no such scan.')
  return scan
}
