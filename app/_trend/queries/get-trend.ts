import { noFlow, type TrendPoint } from '#app/_trend/trend-point.ts'
import type { Transaction } from '#prisma/client.ts'
import { listTrendCounts } from './list-trend-counts.ts'
import { listTrendFlows } from './list-trend-flows.ts'
import { listTrendRevisions } from './list-trend-revisions.ts'
import type { TrendScope } from './trend-conditions.ts'

export interface Trend {
  /** Oldest first; the last one is the revision that was asked for. */
  readonly points: readonly TrendPoint[]
  /** Revisions of the whole history: the oldest are left out where there are very many. */
  readonly total: number
}

/** More than can be told apart in a picture. */
const revisionsMax = 400

const nothing = { converted: 0, mismatched: 0, unconverted: 0, unknown: 0, exempt: 0 }

/** The acquires of an owner over the history that leads to a revision. */
export async function getTrend(database: Transaction, revisionId: number, scope: TrendScope): Promise<Trend> {
  const { revisions, total } = await listTrendRevisions(database, revisionId, revisionsMax)
  const ids = revisions.map(({ id }) => id)
  const [counts, flows] = await Promise.all([
    listTrendCounts(database, scope, ids),
    listTrendFlows(database, scope, ids),
  ])
  const points = revisions.map((revision) => ({
    ...revision,
    progress: counts.get(revision.id) ?? nothing,
    flow: flows.get(revision.id)?.flow ?? noFlow,
    changed: flows.get(revision.id)?.changed ?? 0,
  }))
  return { points, total }
}
