import type { Metadata } from 'next'
import Link from 'next/link'
import { getDatabase } from '#app/_data/database.ts'
import { openTree } from '#app/_data/open-tree.ts'
import { CheckTable } from '#app/_gate/check-table.tsx'
import { isOpen } from '#app/_gate/check-words.ts'
import { listChecks } from '#app/_gate/queries/list-checks.ts'
import { readBranch } from '#app/_gate/read-branch.ts'
import { TreePage } from '#app/_scans/tree-page.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { LiveRefresh } from '#app/_ui/live-refresh.tsx'
import { ParameterNotice } from '#app/_ui/notice.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import { formatCount } from '#app/_web/format.ts'
import { checkBadgePath, checksPath } from '#app/_web/routes.ts'
import { type PageSearchParams, parseIdParameter } from '#app/_web/search-params.ts'

interface ChecksPageProps {
  readonly params: Promise<{ readonly tree: string }>
  readonly searchParams: PageSearchParams
}

export async function generateMetadata(props: ChecksPageProps): Promise<Metadata> {
  const { tree } = await openTree(props)
  return { title: `Checks · ${tree.name}` }
}

export default async function ChecksPage(props: ChecksPageProps) {
  const context = await openTree(props)
  const { tree, rev, params } = context
  const { value: before, problems } = parseIdParameter(params, 'before')
  const branch = readBranch(params)
  const { checks, next } = await listChecks(getDatabase(), tree.id, { branch: branch.value, before })
  const open = checks.filter(isOpen).length
  const first = checksPath(tree.slug, { rev }, { branch: branch.value })
  return (
    <TreePage context={context} section="checks" path={checksPath(tree.slug, { rev: null })}>
      <PageTitle title={branch.value === null ? 'Checks' : `Checks of ${branch.value}`}>
        What pushes and pull requests add or make worse.
        {branch.value === null ? null : (
          <>
            {' '}
            <Link href={checksPath(tree.slug, { rev })} prefetch={false}>
              All branches
            </Link>
            , <a href={checkBadgePath(tree.slug, branch.value)}>badge</a>
          </>
        )}
      </PageTitle>
      <ParameterNotice problems={[...problems, ...branch.problems]} />
      {open === 0 ? null : <LiveRefresh everyMs={2000} announcement={`${formatCount(open, 'check')} not done yet`} />}
      {checks.length > 0 ? (
        <CheckTable slug={tree.slug} rev={rev} checks={checks} now={new Date()} />
      ) : (
        <EmptyState title={before === null ? 'Nothing was checked yet.' : 'There are no older checks.'}>
          <p>
            A webhook of GitHub brings them: <code>pinwatch trees set {tree.slug} --github OWNER/NAME</code>, and the
            README says how the webhook is set up.
          </p>
        </EmptyState>
      )}
      <Pager
        firstHref={first}
        previousHref={before === null ? null : first}
        nextHref={next === null ? null : checksPath(tree.slug, { rev }, { branch: branch.value, before: next })}
      />
    </TreePage>
  )
}
