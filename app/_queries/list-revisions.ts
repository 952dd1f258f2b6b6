import type { Transaction } from '#prisma/client.ts'

export interface ListedRevision {
  readonly id: number
  readonly lineId: number
  readonly commit: string
  readonly label: string
  readonly committedAt: Date
  /** What to ask for to get this one: its label, unless a newer revision has the same. */
  readonly name: string
}

/** Published revisions of a tree, line by line, each from its newest on; the line with the latest commit first. */
export async function listRevisions(
  database: Transaction,
  treeId: number,
  limit = 40,
): Promise<readonly ListedRevision[]> {
  return database.$queryRaw<ListedRevision[]>`
    select
      id, line_id as "lineId", commit, label, committed_at as "committedAt",
      case when rank = 1 then label else left(commit, 12) end as name
    from (
      select *, row_number() over (partition by label order by line_committed_at desc, line_id desc, ordinal desc) as rank
      from (
        select *, max(committed_at) over (partition by line_id) as line_committed_at
        from revision where tree_id = ${treeId}
      ) placed
    ) revision
    order by line_committed_at desc, line_id desc, ordinal desc
    limit ${limit}`
}
