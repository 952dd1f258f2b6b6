import type { Transaction } from '#prisma/client.ts'

export interface ListedRevision {
  readonly id: number
  readonly lineId: number
  readonly commit: string
  readonly label: string
  readonly committedAt: Date
  /** What to ask for to get this one: its label, unless a newer revision has the same. */
  readonly name: string
  /** Whether a branch or tag of the repository still leads here. */
  readonly isReachable: boolean
  /** Label of the newest revision of the line. */
  readonly lineLabel: string
  /** Label of the revision of another line that this line forked from. */
  readonly forkLabel: string | null
}

/**
 * Published revisions of a tree, line by line, each from its newest on; the trunk first, then the line with the latest commit. Of several lines each has a
 * part of the rows, so that none is pushed out by a longer one.
 */
export async function listRevisions(
  database: Transaction,
  treeId: number,
  limit = 48,
): Promise<readonly ListedRevision[]> {
  return database.$queryRaw<ListedRevision[]>`
    select
      placed.id, placed.line_id as "lineId", placed.commit, placed.label, placed.committed_at as "committedAt",
      case when rank = 1 then placed.label else left(placed.commit, 12) end as name,
      placed.is_reachable as "isReachable", line_label as "lineLabel", fork.label as "forkLabel"
    from (
      select *,
        row_number() over (partition by label order by line_committed_at desc, line_id desc, ordinal desc) as rank,
        row_number() over (partition by line_id order by ordinal desc) as number,
        first_value(label) over (partition by line_id order by ordinal desc) as line_label,
        dense_rank() over (order by is_trunk desc, line_committed_at desc, line_id desc) as line_number
      from (
        select revision.*, line.is_trunk, max(committed_at) over (partition by line_id) as line_committed_at
        from revision join line on line.id = revision.line_id where revision.tree_id = ${treeId}
      ) dated
    ) placed
    join line on line.id = placed.line_id
    left join revision fork on fork.id = line.forked_from_id
    where placed.number <= greatest(8, ${limit}::int / (select count(*)::int from line where line.tree_id = ${treeId}))
    order by line_number, placed.ordinal desc
    limit ${2 * limit}`
}
