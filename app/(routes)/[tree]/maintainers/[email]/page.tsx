import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { getDatabase } from '#app/_data/database.ts'
import { openTree } from '#app/_data/open-tree.ts'
import { filterOf } from '#app/_data/site-filter.ts'
import { RecentEvents } from '#app/_events/recent-events.tsx'
import { MaintainerReport } from '#app/_owners/maintainer-report.tsx'
import { getMaintainer } from '#app/_owners/queries/get-maintainer.ts'
import { TreePage } from '#app/_scans/tree-page.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { feedsOf } from '#app/_web/feeds-of.ts'
import { parseEmail } from '#app/_web/parse-email.ts'
import { maintainerFeedPath, maintainerPath, maintainersPath } from '#app/_web/routes.ts'
import type { PageSearchParams } from '#app/_web/search-params.ts'

interface MaintainerPageProps {
  readonly params: Promise<{ readonly tree: string; readonly email: string }>
  readonly searchParams: PageSearchParams
}

export async function generateMetadata(props: MaintainerPageProps): Promise<Metadata> {
  const { context, person } = await openMaintainer(props)
  const name = person.name === '' ? person.email : person.name
  const { tree, revision } = context
  return {
    title: `${name} · ${tree.name} ${revision.label}`,
    alternates: feedsOf(tree.name, tree.slug, { title: name, url: maintainerFeedPath(tree.slug, person.email) }),
  }
}

export default async function MaintainerPage(props: MaintainerPageProps) {
  const { context, person } = await openMaintainer(props)
  const { slug } = context.tree
  return (
    <TreePage context={context} section="maintainers" path={maintainerPath(slug, { rev: null }, person.email)}>
      <PageTitle
        title={person.name === '' ? person.email : person.name}
        above={
          <Link href={maintainersPath(slug, { rev: context.rev })} prefetch={false}>
            Maintainers
          </Link>
        }
      >
        {person.name === '' ? undefined : <span className="break-anywhere">{person.email}</span>}
      </PageTitle>
      <MaintainerReport
        context={context}
        person={person}
        events={<RecentEvents context={context} filter={filterOf({ maintainer: person.email })} />}
      />
    </TreePage>
  )
}

async function openMaintainer(props: MaintainerPageProps) {
  const [context, params] = await Promise.all([openTree(props), props.params])
  const email = parseEmail(params.email)
  if (email === null) notFound()
  const { lineId, ordinal } = context.revision
  const person = await findMaintainer(context.tree.id, lineId, ordinal, email)
  if (person === null) notFound()
  return { context, person }
}

// title and page ask for the same
const findMaintainer = cache((treeId: number, lineId: number, ordinal: number, email: string) =>
  getMaintainer(getDatabase(), treeId, { lineId, ordinal }, email),
)
