import { promisify } from 'node:util'
import { deflate } from 'node:zlib'
import type { Database } from '#prisma/client.ts'
import type { Publication } from '#scanner/model/publication.ts'
import { withDatabaseErrors } from '../with-database-errors.ts'

/** Keeps what a worker made of a revision, for whoever publishes it. False if another took it over meanwhile, or it is published. */
export async function savePreparation(
  db: Database,
  { treeId, worker }: { readonly treeId: number; readonly worker: string },
  publication: Publication,
): Promise<boolean> {
  const deflated = await promisify(deflate)(JSON.stringify(publication))
  return withDatabaseErrors('handing a revision over', async () => {
    const changed = await db.$executeRaw`
      update preparation set publication = ${deflated}, updated_at = now()
      where tree_id = ${treeId} and "commit" = ${publication.commit} and worker = ${worker} and publication is null`
    return changed === 1
  })
}
