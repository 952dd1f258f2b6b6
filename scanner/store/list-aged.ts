import type { Database } from '#prisma/client.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

export interface AgedLine {
  /** Oldest first. */
  readonly revisions: readonly {
    readonly commit: string
    readonly committedAt: Date
    readonly publishedAt: Date
    /** Whether a scan was asked for this very commit, by its number. */
    readonly isAsked: boolean
  }[]
}

/** After how many days revisions of a tree are thinned, and those that it has; `null`: all are kept. */
export function listAged(
  db: Database,
  treeId: number,
): Promise<{ readonly keepDays: number; readonly lines: readonly AgedLine[] } | null> {
  return withDatabaseErrors('listing revisions', async () => {
    const tree = await db.tree.findUnique({ where: { id: treeId }, select: { keepDays: true } })
    if (tree === null || tree.keepDays === null) return null
    const rows = await db.$queryRaw<(AgedLine['revisions'][number] & { lineId: number })[]>`
      with asked as (
        select distinct lower(name) as name from scan, unnest(revisions) name
        where tree_id = ${treeId} and name ~* '^[0-9a-f]{7,64}$'
      )
      select line_id as "lineId", commit, committed_at as "committedAt", published_at as "publishedAt",
        exists (select from asked where starts_with(commit, asked.name)) as "isAsked"
      from revision where tree_id = ${treeId}
      order by line_id, ordinal`
    const lines = [...groupBy(rows, ({ lineId }) => lineId).values()]
    return { keepDays: tree.keepDays, lines: lines.map((revisions) => ({ revisions })) }
  })
}
