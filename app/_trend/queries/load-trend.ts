import type { RevisionDetails } from '#app/_data/get-revision.ts'
import { remember } from '#app/_data/remember.ts'
import type { Transaction } from '#prisma/client.ts'
import { getTrend, type Trend } from './get-trend.ts'
import type { TrendScope } from './trend-conditions.ts'

/** As `getTrend`, kept as long as nothing is published into the tree. */
export const loadTrend = (database: Transaction, revision: RevisionDetails, scope: TrendScope): Promise<Trend> =>
  remember(revision, ['trend', scope], () => getTrend(database, revision.id, scope))
