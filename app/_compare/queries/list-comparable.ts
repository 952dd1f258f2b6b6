import type { Transaction } from '#prisma/client.ts'

/** A revision that can be chosen for a comparison. */
export interface ComparableRevision {
  readonly slug: string
  readonly treeName: string
  readonly lineId: number
  /** Label of the newest revision of the line. */
  readonly lineLabel: string
  /** Whether the tree has other lines. */
  readonly isOneOfSeveral: boolean
  readonly commit: string
  readonly label: string
  /** What to ask for to get this one. */
  readonly name: string
  readonly committedAt: Date
}

/** The newest revisions of each line of each tree: trees by name, the trunk first, other lines by their latest commit, revisions newest first. */
export async function listComparable(database: Transaction, perLine = 200): Promise<readonly ComparableRevision[]> {
  return database.$queryRaw<ComparableRevision[]>`
    with placed as (
      select
        revision.*,
        row_number() over (partition by line_id order by ordinal desc) as number,
        first_value(label) over (partition by line_id order by ordinal desc) as line_label,
        max(committed_at) over (partition by line_id) as line_committed_at,
        count(*) over (partition by tree_id, label) as namesakes
      from revision
    )
    select
      tree.slug, tree.name as "treeName", placed.line_id as "lineId", placed.line_label as "lineLabel",
      (select count(*) > 1 from line where line.tree_id = tree.id) as "isOneOfSeveral",
      placed.commit, placed.label, case when namesakes > 1 then left(placed.commit, 12) else placed.label end as name,
      placed.committed_at as "committedAt"
    from placed
    join tree on tree.id = placed.tree_id
    join line on line.id = placed.line_id
    where placed.number <= ${perLine}
    order by lower(tree.name), tree.id, line.is_trunk desc, line_committed_at desc, line_id desc, ordinal desc`
}
