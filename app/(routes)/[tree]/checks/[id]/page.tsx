import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getDatabase } from '#app/_data/database.ts'
import { openTree } from '#app/_data/open-tree.ts'
import { CheckOutcome } from '#app/_gate/check-outcome.tsx'
import { CheckReport } from '#app/_gate/check-report.tsx'
import { describeOutcome, describeSubject, isOpen } from '#app/_gate/check-words.ts'
import { findSiteKeys } from '#app/_gate/queries/find-site-keys.ts'
import { getCheck } from '#app/_gate/queries/get-check.ts'
import { TreePage } from '#app/_scans/tree-page.tsx'
import { LiveRefresh } from '#app/_ui/live-refresh.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { checkPath, checksPath } from '#app/_web/routes.ts'
import { type PageSearchParams, parseId } from '#app/_web/search-params.ts'

interface CheckPageProps {
  readonly params: Promise<{ readonly tree: string; readonly id: string }>
  readonly searchParams: PageSearchParams
}

export async function generateMetadata(props: CheckPageProps): Promise<Metadata> {
  const { tree } = await openTree(props)
  return { title: `Check ${(await props.params).id} · ${tree.name}` }
}

export default async function CheckPage(props: CheckPageProps) {
  const context = await openTree(props)
  const { tree, rev, revision } = context
  const id = parseId((await props.params).id)
  const check = id === null ? null : await getCheck(getDatabase(), tree.id, id)
  if (check === null) notFound()
  const sites = check.report?.findings.map(({ site }) => site) ?? []
  const siteKeys = await findSiteKeys(getDatabase(), revision, sites)
  return (
    <TreePage context={context} section="checks" path={checkPath(tree.slug, { rev: null }, check.id)}>
      <PageTitle
        above={
          <Link href={checksPath(tree.slug, { rev })} prefetch={false}>
            Checks
          </Link>
        }
        title={
          <span className="inline-flex flex-wrap items-baseline gap-x-4">
            Check {check.id}
            <span className="text-base">
              <CheckOutcome check={check} />
            </span>
          </span>
        }
      >
        <span className="break-anywhere">{describeSubject(check)}</span>
      </PageTitle>
      {isOpen(check) ? <LiveRefresh everyMs={2000} announcement={`The check is ${describeOutcome(check)}`} /> : null}
      <CheckReport check={check} slug={tree.slug} rev={rev} siteKeys={siteKeys} />
    </TreePage>
  )
}
