import { historyOf } from '#app/_data/history-of.ts'
import type { Transaction } from '#prisma/client.ts'
import { listHistory, type NamedRevision } from './list-history.ts'

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
  limit?: number,
): Promise<readonly Step[]> {
  const revisions = await listHistory(
    database,
    treeId,
    historyOf(revisionId),
    limit === undefined ? undefined : limit + 1,
  )
  return revisions.slice(0, -1).map((revision, index) => {
    const base = revisions[index + 1]
    if (base === undefined) throw new RangeError('the last revision begins no step')
    return { revision, base }
  })
}
