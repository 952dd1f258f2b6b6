import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** What came out of the tip of a tree's trunk, in numbers. */
export interface TreeSummary {
  readonly label: string
  readonly revisions: number
  /** Acquire sites, by status. */
  readonly acquires: ReadonlyMap<string, number>
}

/** `null` while nothing is published. */
export function summarizeTree(db: Database, slug: string): Promise<TreeSummary | null> {
  return withDatabaseErrors('summarizing a tree', async () => {
    const newest = await db.revision.findFirst({
      where: { tree: { slug } },
      orderBy: [{ line: { isTrunk: 'desc' } }, { ordinal: 'desc' }, { committedAt: 'desc' }],
      select: { id: true, label: true },
    })
    if (newest === null) return null
    const counts = await db.count.findMany({
      where: { revisionId: newest.id, subsystemId: null, role: 'acquire' },
      select: { status: true, sites: true },
    })
    return {
      label: newest.label,
      revisions: await db.revision.count({ where: { tree: { slug } } }),
      acquires: new Map(counts.map(({ status, sites }) => [status, sites])),
    }
  })
}
