import type { Transaction } from '#prisma/client.ts'
import type { Prisma } from '#prisma/generated/client.ts'

/** A published revision as pages name it. */
export interface NamedRevision {
  readonly id: number
  readonly lineId: number
  readonly ordinal: number
  readonly commit: string
  readonly label: string
  /** What to ask for to get this one: its label, unless another revision of the tree has the same. */
  readonly name: string
  readonly committedAt: Date
  readonly isReachable: boolean
}

/** The revisions of a history (`historyOf`, `historyOfLine`) of a tree, newest first: by ancestry, which dates may contradict. */
export async function listHistory(
  database: Transaction,
  treeId: number,
  history: Prisma.Sql,
  limit = 100_000,
): Promise<readonly NamedRevision[]> {
  return database.$queryRaw<NamedRevision[]>`
    with recursive ${history},
    shared as (select label from revision where tree_id = ${treeId} group by label having count(*) > 1)
    select
      revision.id, revision.line_id as "lineId", revision.ordinal, revision.commit, revision.label,
      case when revision.label in (select label from shared) then left(revision.commit, 12) else revision.label end as name,
      revision.committed_at as "committedAt", revision.is_reachable as "isReachable"
    from history
    join revision on revision.line_id = history.line_id and revision.ordinal <= history.last_ordinal
    order by history.depth, revision.ordinal desc
    limit ${limit}`
}
