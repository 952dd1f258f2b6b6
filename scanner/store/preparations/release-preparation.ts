import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from '../with-database-errors.ts'

/** Gives a revision back that a worker could not prepare. */
export function releasePreparation(
  db: Database,
  { treeId, commit, worker }: { readonly treeId: number; readonly commit: string; readonly worker: string },
): Promise<void> {
  return withDatabaseErrors('giving a revision back', async () => {
    await db.$executeRaw`
      update preparation set worker = null
      where tree_id = ${treeId} and "commit" = ${commit} and worker = ${worker} and publication is null`
  })
}
