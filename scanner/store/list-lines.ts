import type { Transaction } from '#prisma/client.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

export interface LineRevision {
  readonly commit: string
  readonly ordinal: number
}

export interface Line {
  readonly id: number
  /** By ordinal, oldest first; never empty. */
  readonly revisions: readonly LineRevision[]
}

/** The published revisions of a tree by line, the oldest line first. */
export function listLines(db: Transaction, treeId: number): Promise<readonly Line[]> {
  return withDatabaseErrors('listing revisions', async () => {
    const rows = await db.revision.findMany({
      where: { treeId },
      orderBy: [{ lineId: 'asc' }, { ordinal: 'asc' }],
      select: { lineId: true, commit: true, ordinal: true },
    })
    const lines = new Map<number, LineRevision[]>()
    for (const { lineId, commit, ordinal } of rows) {
      const revisions = lines.get(lineId)
      if (revisions === undefined) lines.set(lineId, [{ commit, ordinal }])
      else revisions.push({ commit, ordinal })
    }
    return [...lines].map(([id, revisions]) => ({ id, revisions }))
  })
}
