import type { Transaction } from '#prisma/client.ts'

export interface NewestRevision {
  readonly id: number
  readonly lineId: number
  readonly ordinal: number
  readonly label: string
  readonly commit: string
  readonly committedAt: Date
}

/** The newest revision of a tree, as pages choose it: the tip of the trunk. `null`: none is published. */
export async function findNewest(db: Transaction, treeId: number): Promise<NewestRevision | null> {
  const rows = await db.$queryRaw<NewestRevision[]>`
    select id, line_id as "lineId", ordinal, label, commit, committed_at as "committedAt"
    from (
      select revision.*, line.is_trunk, max(committed_at) over (partition by line_id) as line_committed_at
      from revision join line on line.id = revision.line_id where revision.tree_id = ${treeId}
    ) revision
    order by is_trunk desc, line_committed_at desc, line_id desc, ordinal desc limit 1`
  return rows[0] ?? null
}
