import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** Commit of the revision that pages show of a tree unless another is named: the tip of the trunk. */
export async function getNewestCommit(db: Database, treeId: number): Promise<string | null> {
  const rows = await withDatabaseErrors(
    'looking for the newest revision',
    () => db.$queryRaw<{ commit: string }[]>`
      select commit from (
        select revision.*, line.is_trunk, max(committed_at) over (partition by line_id) as line_committed_at
        from revision join line on line.id = revision.line_id where revision.tree_id = ${treeId}
      ) revision
      order by is_trunk desc, line_committed_at desc, line_id desc, ordinal desc limit 1`,
  )
  return rows[0]?.commit ?? null
}
