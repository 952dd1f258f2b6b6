import type { Metadata } from 'next'
import Link from 'next/link'
import { getDatabase } from '#app/_data/database.ts'
import { openTreeOverview, type TreeContext } from '#app/_data/open-tree.ts'
import { FindingCounts } from '#app/_overview/finding-counts.tsx'
import { LargestSubsystems } from '#app/_overview/largest-subsystems.tsx'
import { LatestEvents } from '#app/_overview/latest-events.tsx'
import { MismatchedSites } from '#app/_overview/mismatched-sites.tsx'
import { OverviewProgress } from '#app/_overview/overview-progress.tsx'
import { listStatusCounts } from '#app/_overview/queries/list-status-counts.ts'
import { StatusCounts } from '#app/_overview/status-counts.tsx'
import { describeCoverage, describeProblems, describeSkipped } from '#app/_scans/coverage-words.ts'
import { NothingPublished } from '#app/_scans/nothing-published.tsx'
import { TreePage } from '#app/_scans/tree-page.tsx'
import { Trend } from '#app/_trend/trend.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { Section } from '#app/_ui/section.tsx'
import { abbreviateCommit, formatAge, formatDay, formatTime } from '#app/_web/format.ts'
import { overviewPath, scansPath, sitesPath } from '#app/_web/routes.ts'
import type { PageSearchParams } from '#app/_web/search-params.ts'
import '#app/_overview/overview.css'

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
  const counts = await listStatusCounts(getDatabase(), revision.id)
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
      <OverviewProgress slug={tree.slug} rev={rev} counts={counts} />
      <MismatchedSites context={context} />
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
              <Link href={sitesPath(tree.slug, { rev })} prefetch={false}>
                all sites
              </Link>
            }
          >
            <StatusCounts slug={tree.slug} rev={rev} counts={counts} />
          </Section>
          <FindingCounts context={context} />
          <Coverage context={context} />
        </div>
        <LargestSubsystems context={context} />
      </div>
      <LatestEvents context={context} />
    </TreePage>
  )
}

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
