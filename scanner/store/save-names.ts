import type { Database } from '#prisma/client.ts'
import { lockScan } from './lock-scan.ts'
import type { ScanClaim } from './scan-claim.ts'
import { storable } from './storable.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

export interface RevisionNames {
  readonly commit: string
  readonly label: string
  readonly isReachable: boolean
}

/** What published revisions are called, and whether a branch or tag leads to them. Rejects with `ClaimLostError`. */
export async function saveNames(
  db: Database,
  scan: ScanClaim & { readonly treeId: number },
  names: readonly RevisionNames[],
): Promise<void> {
  if (names.length === 0) return
  const commits = names.map(({ commit }) => commit)
  const labels = names.map(({ label }) => storable(label))
  const reachable = names.map(({ isReachable }) => isReachable)
  await withDatabaseErrors('naming revisions', () =>
    db.$transaction(async (tx) => {
      await lockScan(tx, scan.treeId, scan)
      await tx.$executeRaw`
        update revision set label = named.label, is_reachable = named.is_reachable
        from unnest(${commits}::text[], ${labels}::text[], ${reachable}::boolean[]) named (commit, label, is_reachable)
        where revision.tree_id = ${scan.treeId} and revision.commit = named.commit`
    }),
  )
}
