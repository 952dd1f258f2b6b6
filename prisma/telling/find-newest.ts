import type { Transaction } from '#prisma/client.ts'

export interface NewestRevision {
  readonly id: number
  readonly lineId: number
  readonly ordinal: number
  readonly label: string
  readonly commit: string
  readonly committedAt: Date
}

/** The newest revision of a tree, as pages choose it: the last of the line with the latest commit. `null`: none is published. */
export async function findNewest(db: Transaction, treeId: number): Promise<NewestRevision | null> {
  const rows = await db.$queryRaw<NewestRevision[]>`
    select id, line_id as "lineId", ordinal, label, commit, committed_at as "committedAt"
    from (
      select *, max(committed_at) over (partition by line_id) as line_committed_at from revision where tree_id = ${treeId}
    ) revision
    order by line_committed_at desc, line_id desc, ordinal desc limit 1`
  return rows[0] ?? null
}
