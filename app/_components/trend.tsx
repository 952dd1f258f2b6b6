import Link from 'next/link'
import { chooseTrendRange } from '#app/_lib/choose-trend-range.ts'
import { formatNumber } from '#app/_lib/format.ts'
import { remainingOf } from '#app/_lib/progress.ts'
import type { Parameters } from '#app/_lib/routes.ts'
import { quote } from '#app/_lib/sites-command.ts'
import type { TrendOwner } from '#app/_lib/trend.ts'
import { parseTrendQuery, trendParams } from '#app/_lib/trend-query.ts'
import { getDatabase } from '#app/_queries/database.ts'
import { getTrend } from '#app/_queries/get-trend.ts'
import type { TreeContext } from '#app/_queries/open-tree.ts'
import { EmptyState } from './empty-state.tsx'
import { ParameterNotice } from './notice.tsx'
import { Section } from './section.tsx'
import { TrendChart } from './trend-chart.tsx'
import { TrendTable } from './trend-table.tsx'

interface TrendProps {
  readonly context: TreeContext
  readonly owner: TrendOwner
  /** This page at a revision. */
  readonly page: (rev: string | null, params: Parameters) => string
}

/** What became of the acquires of a tree, a section or a person over the revisions that lead to the one that is shown. */
export async function Trend({ context, owner, page }: TrendProps) {
  const { tree, revision, rev } = context
  const { query, problems } = parseTrendQuery(context.params)
  const { points: all, total } = await getTrend(getDatabase(), revision.id, { treeId: tree.id, owner })
  const { points, left, problem } = chooseTrendRange(all, query.from)
  const first = points[0]
  const notice = <ParameterNotice problems={problem === null ? problems : [...problems, problem]} />
  if (first === undefined || points.length < 2)
    return (
      <Section title="Over time">
        {notice}
        <EmptyState title={`Nothing before ${revision.label} is scanned on its line.`}>
          <p>
            A chart needs two revisions. Scan more with{' '}
            <code>npx pinwatch scan --repo {quote(tree.source)} --tags 'v6.*'</code>, or whichever tags the tree has.
          </p>
        </EmptyState>
      </Section>
    )
  const isEmpty = points.every(({ progress }) => progress.converted + remainingOf(progress) === 0)
  return (
    <Section
      title="Over time"
      aside={
        left > 0 ? (
          <>
            {formatNumber(points.length)} of {formatNumber(total)} revisions;{' '}
            <Link href={page(rev, trendParams({ ...query, from: 'first' }))} prefetch={false}>
              all
            </Link>
          </>
        ) : (
          `${first.label} to ${revision.label}`
        )
      }
    >
      {notice}
      {isEmpty ? (
        <p className="text-muted">No acquire was to be converted at any of these revisions.</p>
      ) : (
        <TrendChart slug={tree.slug} owner={owner} points={points} />
      )}
      <TrendTable slug={tree.slug} owner={owner} points={points} pageAt={(name) => page(name, trendParams(query))} />
    </Section>
  )
}
