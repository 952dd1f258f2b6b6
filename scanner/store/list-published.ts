import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

export interface PublishedRevision {
  readonly commit: string
  readonly label: string
}

/** The revisions of a tree that this analysis has published. */
export function listPublished(
  db: Database,
  treeId: number,
  analysisVersion: string,
): Promise<readonly PublishedRevision[]> {
  return withDatabaseErrors('listing revisions', () =>
    db.revision.findMany({ where: { treeId, analysisVersion }, select: { commit: true, label: true } }),
  )
}
