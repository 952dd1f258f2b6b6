import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

export interface PublishedRevision {
  readonly commit: string
  readonly label: string
  readonly committedAt: Date
  readonly isReachable: boolean
}

/** The revisions of a tree, whichever analysis published them. */
export function listPublished(db: Database, treeId: number): Promise<readonly PublishedRevision[]> {
  return withDatabaseErrors('listing revisions', () =>
    db.revision.findMany({
      where: { treeId },
      orderBy: { id: 'asc' },
      select: { commit: true, label: true, committedAt: true, isReachable: true },
    }),
  )
}
