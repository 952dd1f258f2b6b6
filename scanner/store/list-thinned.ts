import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** Commits of a tree that were published and are thinned out. */
export function listThinned(db: Database, treeId: number): Promise<readonly string[]> {
  return withDatabaseErrors('listing revisions', async () => {
    const rows = await db.thinnedRevision.findMany({ where: { treeId }, select: { commit: true } })
    return rows.map(({ commit }) => commit)
  })
}
