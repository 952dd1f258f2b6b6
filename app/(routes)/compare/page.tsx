import type { Metadata } from 'next'
import Link from 'next/link'
import { cache } from 'react'
import { ComparePicker } from '#app/_compare/compare-picker.tsx'
import { compareParams, parseCompared, parseCompareQuery } from '#app/_compare/compare-query.ts'
import { CompareReport, type FoundRevision, nameOf } from '#app/_compare/compare-report.tsx'
import { listComparable } from '#app/_compare/queries/list-comparable.ts'
import { type OpenedRevision, openCompared } from '#app/_compare/queries/open-compared.ts'
import { getDatabase } from '#app/_data/database.ts'
import { ServerPage } from '#app/_scans/server-page.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { Notice, ParameterNotice } from '#app/_ui/notice.tsx'
import { OffBranch } from '#app/_ui/off-branch.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { formatDay } from '#app/_web/format.ts'
import { comparePath, overviewPath } from '#app/_web/routes.ts'
import { type PageSearchParams, toUrlSearchParams } from '#app/_web/search-params.ts'

interface ComparePageProps {
  readonly searchParams: PageSearchParams
}

export async function generateMetadata({ searchParams }: ComparePageProps): Promise<Metadata> {
  const { from, to } = await openBoth(toUrlSearchParams(await searchParams).toString())
  return { title: from.kind === 'found' && to.kind === 'found' ? `Compare ${name(from)} with ${name(to)}` : 'Compare' }
}

export default async function ComparePage({ searchParams }: ComparePageProps) {
  const params = toUrlSearchParams(await searchParams)
  const [{ from, to }, revisions] = await Promise.all([openBoth(params.toString()), listComparable(getDatabase())])
  const { query, problems } = parseCompareQuery(params)
  const both = from.kind === 'found' && to.kind === 'found' ? { from, to } : null
  const tree = both?.from.tree.id === both?.to.tree.id ? both?.to.tree : undefined
  return (
    <ServerPage {...(tree === undefined ? {} : { tree })}>
      {both === null ? (
        <PageTitle title="Compare">
          What happened to sites from one revision to another, of the same tree or of two.
        </PageTitle>
      ) : (
        <BothTitle
          from={both.from}
          to={both.to}
          swapHref={comparePath(nameOf(both.to), nameOf(both.from), compareParams({ ...query, cursor: null }))}
        />
      )}
      <ComparePicker
        // another comparison is another form
        key={`${params.get('from')} ${params.get('to')}`}
        revisions={revisions}
        from={from.kind === 'found' ? nameOf(from) : null}
        to={to.kind === 'found' ? nameOf(to) : null}
        kept={compareParams({ ...query, show: null, cursor: null })}
      />
      <MissingNotice from={from} to={to} />
      <ParameterNotice problems={problems} />
      {both === null ? (
        <Nothing from={from} to={to} count={revisions.length} />
      ) : both.from.revision.id === both.to.revision.id ? (
        <EmptyState title="Both are the same revision.">
          <p>Nothing can have happened between them: choose another one.</p>
        </EmptyState>
      ) : (
        <CompareReport from={both.from} to={both.to} query={query} />
      )}
    </ServerPage>
  )
}

interface BothProps {
  readonly from: FoundRevision
  readonly to: FoundRevision
}

function BothTitle({ from, to, swapHref }: BothProps & { readonly swapHref: string }) {
  const isOne = from.tree.id === to.tree.id
  return (
    <PageTitle
      title={
        <>
          {isOne ? `${from.tree.name} ` : ''}
          <SideName side={from} isOne={isOne} /> <span aria-hidden="true">→</span>
          <span className="sr-only">to</span> <SideName side={to} isOne={isOne} />
        </>
      }
    >
      {formatDay(from.revision.committedAt)} to {formatDay(to.revision.committedAt)}.{' '}
      <Link href={swapHref} prefetch={false}>
        Swap sides
      </Link>
      {from.revision.isReachable && to.revision.isReachable ? null : (
        <p>
          {[from, to]
            .filter(({ revision }) => !revision.isReachable)
            .map(({ revision }) => (
              <span key={revision.id}>
                <span className="font-mono">{revision.label}</span> <OffBranch />{' '}
              </span>
            ))}
        </p>
      )}
    </PageTitle>
  )
}

function SideName({ side, isOne }: { readonly side: FoundRevision; readonly isOne: boolean }) {
  const { tree, revision, rev } = side
  return (
    <>
      {isOne ? '' : `${tree.name} `}
      <Link href={overviewPath(tree.slug, { rev })} prefetch={false} className="font-mono font-normal">
        {revision.label}
      </Link>
    </>
  )
}

function MissingNotice({ from, to }: { readonly from: OpenedRevision; readonly to: OpenedRevision }) {
  const problems = Object.entries({ from, to }).flatMap(([parameter, side]) =>
    side.kind === 'missing' ? [{ parameter, message: side.message }] : [],
  )
  if (problems.length === 0) return null
  return (
    <Notice kind="problem" title="Nothing to compare with">
      <ul>
        {problems.map(({ parameter, message }) => (
          <li key={parameter} className="break-anywhere">
            <code>{parameter}</code>: {message}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

interface NothingProps {
  readonly from: OpenedRevision
  readonly to: OpenedRevision
  /** Revisions there are to choose from. */
  readonly count: number
}

function Nothing({ from, to, count }: NothingProps) {
  if (count < 2)
    return (
      <EmptyState title="A comparison needs two published revisions.">
        <p>Scan another one, and it can be chosen here.</p>
      </EmptyState>
    )
  const missing = from.kind !== 'found' && to.kind !== 'found' ? 'two revisions' : 'the other revision'
  return <EmptyState title={`Choose ${missing} above.`} />
}

const name = ({ tree, revision }: FoundRevision): string => `${tree.name} ${revision.label}`

// title and page ask for the same; a text, since equal ones are one question
const openBoth = cache(async (query: string) => {
  const params = new URLSearchParams(query)
  const [from, to] = await Promise.all([
    openCompared(getDatabase(), parseCompared(params, 'from')),
    openCompared(getDatabase(), parseCompared(params, 'to')),
  ])
  return { from, to }
})
