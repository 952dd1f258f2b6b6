import type { Transaction } from '#prisma/client.ts'
import { historyOf } from './history-of.ts'

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

/** From one revision to the next one of its history. */
export interface Step {
  readonly revision: NamedRevision
  /** The one before it on its line, or, of the first of a line, the one that the line forked from. */
  readonly base: NamedRevision
}

/** The steps that lead to a revision, newest first. Its line comes first, then what the line forked from. */
export async function listSteps(
  database: Transaction,
  treeId: number,
  revisionId: number,
  limit = 100_000,
): Promise<readonly Step[]> {
  const revisions = await database.$queryRaw<NamedRevision[]>`
    with recursive ${historyOf(revisionId)},
    shared as (select label from revision where tree_id = ${treeId} group by label having count(*) > 1)
    select
      revision.id, revision.line_id as "lineId", revision.ordinal, revision.commit, revision.label,
      case when revision.label in (select label from shared) then left(revision.commit, 12) else revision.label end as name,
      revision.committed_at as "committedAt", revision.is_reachable as "isReachable"
    from history
    join revision on revision.line_id = history.line_id and revision.ordinal <= history.last_ordinal
    order by history.depth, revision.ordinal desc
    limit ${limit + 1}`
  return revisions.slice(0, -1).map((revision, index) => {
    const base = revisions[index + 1]
    if (base === undefined) throw new RangeError('the last revision begins no step')
    return { revision, base }
  })
}
