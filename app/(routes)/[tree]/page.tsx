import type { Metadata } from 'next'
import Link from 'next/link'
import { getDatabase } from '#app/_data/database.ts'
import { countStays, listJudgedStays } from '#app/_data/list-judged-stays.ts'
import { openTreeOverview, type TreeContext } from '#app/_data/open-tree.ts'
import { remember } from '#app/_data/remember.ts'
import { emptyFilter } from '#app/_data/site-filter.ts'
import { FindingCounts } from '#app/_overview/finding-counts.tsx'
import { LatestEvents } from '#app/_overview/latest-events.tsx'
import { OverviewHead } from '#app/_overview/overview-head.tsx'
import { listLargestSubsystems } from '#app/_overview/queries/list-largest-subsystems.ts'
import { listStatusCounts } from '#app/_overview/queries/list-status-counts.ts'
import { StatusCounts } from '#app/_overview/status-counts.tsx'
import { WhereRemains } from '#app/_overview/where-remains.tsx'
import { describeCoverage, describeProblems, describeSkipped } from '#app/_scans/coverage-words.ts'
import { NothingPublished } from '#app/_scans/nothing-published.tsx'
import { TreePage } from '#app/_scans/tree-page.tsx'
import { listClaimants } from '#app/_sites/queries/list-claimants.ts'
import { listStartHere } from '#app/_sites/queries/list-start-here.ts'
import { startHere } from '#app/_sites/start-here.ts'
import { loadTrend } from '#app/_trend/queries/load-trend.ts'
import { Trend } from '#app/_trend/trend.tsx'
import { TrendBrief } from '#app/_trend/trend-brief.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { Raw } from '#app/_ui/raw.tsx'
import { Section } from '#app/_ui/section.tsx'
import { abbreviateCommit, formatAge, formatDay, formatTime } from '#app/_web/format.ts'
import { overviewPath, scansPath, sitePath, sitesPath } from '#app/_web/routes.ts'
import type { PageSearchParams } from '#app/_web/search-params.ts'

interface OverviewProps {
  readonly params: Promise<{ readonly tree: string }>
  readonly searchParams: PageSearchParams
}

export async function generateMetadata(props: OverviewProps): Promise<Metadata> {
  const { tree, revision } = await openTreeOverview(props)
  return { title: revision === null ? tree.name : `${tree.name} ${revision.label}` }
}

export default async function OverviewPage(props: OverviewProps) {
  const { revision, ...rest } = await openTreeOverview(props)
  if (revision === null) return <NothingPublished tree={rest.tree} />
  return <Overview context={{ ...rest, revision }} />
}

async function Overview({ context }: { readonly context: TreeContext }) {
  const { tree, revision, rev } = context
  const database = getDatabase()
  const [counts, largest, trend, starts, judged] = await Promise.all([
    remember(revision, ['status counts'], () => listStatusCounts(database, revision.id)),
    remember(revision, ['largest subsystems'], () => listLargestSubsystems(database, revision.id, subsystemsShown)),
    loadTrend(database, revision, { treeId: tree.id, owner: { kind: 'tree' } }),
    remember(revision, ['start here'], () => listStartHere(database, revision, emptyFilter, startsShown)),
    listJudgedStays(database, revision),
  ])
  const claimants = await listClaimants(
    database,
    tree.id,
    starts.map(({ key }) => key),
  )
  return (
    <TreePage context={context} section="overview" path={overviewPath(tree.slug, { rev: null })}>
      <PageTitle
        title={
          <>
            {tree.name} <span className="font-mono font-normal text-muted">{revision.label}</span>
          </>
        }
      >
        <RevisionLine context={context} />
      </PageTitle>
      {revision.notices.length === 0 ? null : (
        <Notice kind="problem" title="What to know of this scan">
          <ul>
            {revision.notices.map((notice) => (
              <li key={notice}>{notice}</li>
            ))}
          </ul>
        </Notice>
      )}
      <OverviewHead slug={tree.slug} rev={rev} counts={counts} judged={countStays(judged)} />
      <div className="overview-grid">
        <Section title="What remains, and how it goes on">
          <TrendBrief points={trend.points} />
        </Section>
        <WhereRemains slug={tree.slug} rev={rev} largest={largest} />
        <Section
          title="Start here"
          aside={
            <Link href={sitesPath(tree.slug, { rev })} prefetch={false}>
              all that remains
            </Link>
          }
        >
          {starts.length === 0 ? (
            <p className="text-muted">Nothing remains.</p>
          ) : (
            <Raw
              id="start-here"
              html={startHere(starts, { href: (key) => sitePath(tree.slug, { rev }, key), claimants })}
            />
          )}
        </Section>
        <LatestEvents context={context} />
      </div>
      <div className="overview-more">
        <Trend
          context={context}
          owner={{ kind: 'tree' }}
          page={(at, params) => overviewPath(tree.slug, { rev: at }, params)}
        />
        <div className="overview-columns">
          <div>
            <Section
              title="Sites by status"
              aside={
                <Link href={sitesPath(tree.slug, { rev }, { view: 'all' })} prefetch={false}>
                  all sites
                </Link>
              }
            >
              <StatusCounts slug={tree.slug} rev={rev} counts={counts} />
            </Section>
          </div>
          <div>
            <FindingCounts context={context} />
            <Coverage context={context} />
          </div>
        </div>
      </div>
    </TreePage>
  )
}

const subsystemsShown = 8
const startsShown = 7

function RevisionLine({ context: { revision } }: { readonly context: TreeContext }) {
  return (
    <>
      <span className="font-mono">{abbreviateCommit(revision.commit)}</span> {revision.subject}, committed{' '}
      <time dateTime={revision.committedAt.toISOString()} title={formatTime(revision.committedAt)}>
        {formatDay(revision.committedAt)}
      </time>
      , scanned{' '}
      <time dateTime={revision.publishedAt.toISOString()} title={formatTime(revision.publishedAt)}>
        {formatAge(revision.publishedAt, new Date())}
      </time>
    </>
  )
}

function Coverage({ context: { revision } }: { readonly context: TreeContext }) {
  const details = [...describeSkipped(revision.coverage), ...describeProblems(revision.coverage)]
  return (
    <Section title="What was looked at">
      <p>
        {describeCoverage(revision.coverage)}
        {details.length === 0 ? '' : ` (${details.join(', ')})`}. <Link href={scansPath()}>Scans</Link>
      </p>
    </Section>
  )
}
