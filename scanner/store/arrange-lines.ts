import type { Database, Transaction } from '#prisma/client.ts'
import { findMisplaced, type Misplaced } from './find-misplaced.ts'
import type { Chain } from './lay-out-lines.ts'
import { isSameLines, type Line, listLines } from './list-lines.ts'
import { lockScan } from './lock-scan.ts'
import { moveRevision } from './move-revision.ts'
import { placeOnChain } from './place-on-chain.ts'
import { replaceSteps } from './replace-steps.ts'
import { saveForks } from './save-forks.ts'
import { saveTrunk } from './save-trunk.ts'
import type { ScanClaim } from './scan-claim.ts'
import { takePlace } from './take-place.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/**
 * Lines that the published revisions make, and a commit that is to be published. Asked outside of transactions, since it walks git's
 * history.
 */
export type LayOut = (lines: readonly Line[], commit: string | null) => Promise<readonly Chain[]>

export interface ArrangeOptions {
  readonly treeId: number
  readonly scan: ScanClaim
  readonly layOut: LayOut
}

const transaction = { maxWait: 60_000, timeout: 300_000 }

/**
 * Brings published revisions onto the lines where history has them now: a line whose later part is not on the trunk is split where the trunk
 * goes on, and what was put upon a trunk becomes part of it. One revision a transaction, so that nobody waits and whoever is killed goes on
 * later; nothing is read or judged anew. Costs nothing where lines are in order, which is nearly always.
 *
 * Rejects with `ClaimLostError` when the scan is no longer ours.
 */
export async function arrangeLines(
  db: Database,
  { treeId, scan, layOut }: ArrangeOptions,
  commit: string | null = null,
): Promise<void> {
  for (;;) {
    const lines = await listLines(db, treeId)
    const chains = await layOut(lines, commit)
    const misplaced = findMisplaced(lines, chains)
    await withDatabaseErrors('arranging lines', () =>
      db.$transaction(async (tx) => {
        await lockScan(tx, treeId, scan)
        const now = await listLines(tx, treeId)
        if (!isSameLines(now, lines)) return
        if (misplaced !== null) await move(tx, { id: treeId, lines: now }, chains, misplaced)
        await replaceSteps(tx, await saveForks(tx, treeId, chains))
        await saveTrunk(tx, treeId, chains)
      }, transaction),
    )
    if (misplaced === null) return
  }
}

async function move(
  tx: Transaction,
  tree: { readonly id: number; readonly lines: readonly Line[] },
  chains: readonly Chain[],
  { commit, from, to }: Misplaced,
): Promise<void> {
  const rest = tree.lines.filter(({ id }) => id === to)
  const members = new Set(rest.flatMap(({ revisions }) => revisions.map((revision) => revision.commit)))
  // the others of the chain may still be elsewhere: only who is on the line already is a neighbour
  const present = chains.map((chain) => ({
    ...chain,
    commits: chain.commits.filter((one) => one === commit || members.has(one)),
  }))
  const place = await takePlace(tx, tree, commit, placeOnChain(rest, present, commit))
  await moveRevision(tx, commit, from, place)
}
