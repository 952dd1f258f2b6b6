import Link from 'next/link'
import { getDatabase } from '#app/_data/database.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { remainingOf } from '#app/_data/progress.ts'
import { remember } from '#app/_data/remember.ts'
import { repoFlags } from '#app/_data/sites-command.ts'
import { loadTrend } from '#app/_trend/queries/load-trend.ts'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { ParameterNotice } from '#app/_ui/notice.tsx'
import { Raw } from '#app/_ui/raw.tsx'
import { Section } from '#app/_ui/section.tsx'
import { writeElements } from '#app/_ui/write-elements.tsx'
import { formatCount, formatNumber } from '#app/_web/format.ts'
import type { Parameters } from '#app/_web/routes.ts'
import { chooseTrendRange } from './choose-trend-range.ts'
import { SubsystemTrends } from './subsystem-trends.tsx'
import { TrendChart } from './trend-chart.tsx'
import { TrendForecast } from './trend-forecast.tsx'
import type { TrendOwner, TrendPoint } from './trend-point.ts'
import { parseTrendQuery, trendParams } from './trend-query.ts'
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
  const { points: all, total } = await loadTrend(getDatabase(), revision, { treeId: tree.id, owner })
  const { points, problem } = chooseTrendRange(all, query.from)
  const first = points[0]
  const notice = <ParameterNotice problems={problems} asides={problem === null ? [] : [problem]} />
  if (first === undefined || points.length < 2)
    return (
      <Section title="Over time">
        {notice}
        <EmptyState title={`Nothing before ${revision.label} is scanned on its line.`}>
          <p>
            A chart needs two revisions.{' '}
            {tree.source === 'demo' ? (
              'Choose a later one.'
            ) : (
              <>
                Scan more with <code>npx pinwatch scan {repoFlags(tree.source)} --tags 'v6.*'</code>, or whichever tags
                the tree has.
              </>
            )}
          </p>
        </EmptyState>
      </Section>
    )
  const chosen = trendParams(query)
  // drawing sixty revisions costs more than the rest of a page
  const drawn = await remember(revision, ['trend drawn', owner, chosen], async () => ({
    chart: writeElements(<TrendChart slug={tree.slug} owner={owner} points={points} />),
    table: writeElements(
      <TrendTable slug={tree.slug} owner={owner} points={points} pageAt={(name) => page(name, chosen)} />,
    ),
  }))
  const fork = points.slice(1).find(({ isFork }) => isFork)
  const isEmpty = points.every(({ progress }) => progress.converted + remainingOf(progress) === 0)
  return (
    <>
      <Section
        title="Over time"
        aside={
          <RangeChoice
            all={all}
            shown={points.length}
            total={total}
            pageFrom={(from) => page(rev, trendParams({ ...query, from }))}
          />
        }
      >
        {notice}
        {isEmpty ? (
          <p className="text-muted">No acquire was to be converted at any of these revisions.</p>
        ) : (
          <>
            <Raw id="trend" html={drawn.chart} />
            <p className="text-sm text-muted">
              {describeScope(points.at(-1)?.progress.exempt ?? 0, revision.label)}
              {fork === undefined ? '' : ` The dashed line is where this line leaves another one, with ${fork.label}.`}
              {total > all.length ? ` The first ${formatNumber(total - all.length)} revisions are left out too.` : ''}
            </p>
          </>
        )}
        <Raw id="trend-table" html={drawn.table} />
      </Section>
      {isEmpty ? null : (
        <TrendForecast
          all={all}
          points={points}
          over={query.over}
          folded={owner.kind !== 'tree' && !context.params.has('over')}
          pageOver={(over) => page(rev, trendParams({ ...query, over }))}
        />
      )}
      {isEmpty || owner.kind !== 'tree' ? null : (
        <SubsystemTrends context={context} points={points} params={trendParams(query)} />
      )}
    </>
  )
}

const describeScope = (exempt: number, label: string): string =>
  `Acquires that progress counts; left out: ${exempt === 0 ? '' : `${formatNumber(exempt)} exempt at ${label}, `}wrappers, implementations and calls without pages.`

const ranges = [12, 24, 60] as const

interface RangeChoiceProps {
  readonly all: readonly TrendPoint[]
  readonly shown: number
  readonly total: number
  readonly pageFrom: (from: string) => string
}

/** Ways to less and to more of the history. */
function RangeChoice({ all, shown, total, pageFrom }: RangeChoiceProps) {
  const offered = [...ranges.filter((count) => count < all.length), all.length]
  const first = all.at(-shown)?.label ?? ''
  if (offered.length === 1)
    return (
      <>
        {formatCount(shown, 'revision')}, {first} to {all.at(-1)?.label}
      </>
    )
  return (
    <nav aria-label="Revisions in the charts">
      {first} to {all.at(-1)?.label}; the last{' '}
      {offered.map((count, index) => (
        <span key={count}>
          {index === 0 ? '' : ' · '}
          <Link
            href={pageFrom(count === total ? 'first' : (all.at(-count)?.name ?? 'first'))}
            prefetch={false}
            {...(count === shown ? { 'aria-current': 'true' as const, className: 'trend-chosen' } : {})}
          >
            {count === total ? `all ${formatNumber(count)}` : formatNumber(count)}
          </Link>
        </span>
      ))}{' '}
      revisions
    </nav>
  )
}
