import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from '../with-database-errors.ts'

/** Says that a worker still prepares this revision. False if it lost it. */
export function touchPreparation(
  db: Database,
  { treeId, commit, worker }: { readonly treeId: number; readonly commit: string; readonly worker: string },
): Promise<boolean> {
  return withDatabaseErrors('saying that a revision is prepared', async () => {
    const changed = await db.$executeRaw`
      update preparation set updated_at = now()
      where tree_id = ${treeId} and "commit" = ${commit} and worker = ${worker} and publication is null`
    return changed === 1
  })
}
