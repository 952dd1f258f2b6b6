import type { RevisionDetails } from '#app/_data/get-revision.ts'
import type { Progress } from '#app/_data/progress.ts'
import { progressColumns } from '#app/_data/progress-columns.ts'
import { remember } from '#app/_data/remember.ts'
import { noFlow, type TrendPoint } from '#app/_trend/trend-point.ts'
import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/prisma-of-process.ts'
import { listTrendRevisions } from './list-trend-revisions.ts'

/** More than can be told apart in a picture. */
const revisionsMax = 400

const nothing: Progress = { converted: 0, mismatched: 0, unconverted: 0, unknown: 0, exempt: 0 }

/**
 * The acquires of a file, or below a directory, over the history that leads to a revision, oldest first; without what each step did, which
 * is told by events. Kept as long as nothing is published into the tree.
 */
export const loadPathTrend = (
  database: Transaction,
  revision: RevisionDetails,
  path: string,
): Promise<readonly TrendPoint[]> =>
  remember(revision, ['path trend', path], () => getPathTrend(database, revision.id, path))

export async function getPathTrend(
  database: Transaction,
  revisionId: number,
  path: string,
): Promise<readonly TrendPoint[]> {
  const { revisions } = await listTrendRevisions(database, revisionId, revisionsMax)
  // Nothing counts directories when a revision is published. What begins and ends at one ordinal is summed first: each span is read
  // once, however many revisions it holds for.
  const rows = await database.$queryRaw<(Progress & { readonly revisionId: number })[]>`
    with asked as (
      select id, line_id, ordinal from revision where id = any(${revisions.map(({ id }) => id)}::int[])
    ),
    spans as materialized (
      select span.line_id, span.from_ordinal, span.to_ordinal, span.status
      from site_span span
      where span.line_id in (select line_id from asked) and span.role = 'acquire'
        and (span.path = ${path} or starts_with(span.path, ${`${path}/`}))
    ),
    changes as materialized (
      select line_id, at, status, sum(change) as change
      from (
        select line_id, from_ordinal as at, status, 1 as change from spans
        union all
        select line_id, to_ordinal, status, -1 from spans
      ) ends
      group by line_id, at, status
    ),
    counted as (
      select asked.id as revision_id, 'acquire' as role, changes.status, changes.change
      from asked join changes on changes.line_id = asked.line_id and changes.at <= asked.ordinal
    )
    select revision_id as "revisionId", ${progressColumns('counted', Prisma.sql`counted.change`)}
    from counted group by revision_id`
  const counts = new Map(rows.map(({ revisionId: id, ...progress }) => [id, progress]))
  return revisions.map((revision) => ({
    ...revision,
    progress: counts.get(revision.id) ?? nothing,
    flow: noFlow,
    changed: 0,
  }))
}
