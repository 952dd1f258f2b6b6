import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { getDatabase } from '#app/_data/database.ts'
import { openTree } from '#app/_data/open-tree.ts'
import { filterOf } from '#app/_data/site-filter.ts'
import { RecentEvents } from '#app/_events/recent-events.tsx'
import { getSubsystem } from '#app/_owners/queries/get-subsystem.ts'
import { SubsystemReport } from '#app/_owners/subsystem-report.tsx'
import { TreePage } from '#app/_scans/tree-page.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { feedsOf } from '#app/_web/feeds-of.ts'
import { mailPath, subsystemFeedPath, subsystemPath, subsystemsPath } from '#app/_web/routes.ts'
import type { PageSearchParams } from '#app/_web/search-params.ts'

interface SubsystemPageProps {
  readonly params: Promise<{ readonly tree: string; readonly slug: string }>
  readonly searchParams: PageSearchParams
}

export async function generateMetadata(props: SubsystemPageProps): Promise<Metadata> {
  const { context, subsystem } = await openSubsystem(props)
  const { name, slug } = context.tree
  return {
    title: `${subsystem.title} · ${name} ${context.revision.label}`,
    alternates: feedsOf(name, slug, { title: subsystem.title, url: subsystemFeedPath(slug, subsystem.slug) }),
  }
}

export default async function SubsystemPage(props: SubsystemPageProps) {
  const { context, subsystem } = await openSubsystem(props)
  const { slug } = context.tree
  return (
    <TreePage context={context} section="subsystems" path={subsystemPath(slug, { rev: null }, subsystem.slug)}>
      <PageTitle
        title={subsystem.title}
        above={
          <Link href={subsystemsPath(slug, { rev: context.rev })} prefetch={false}>
            Subsystems
          </Link>
        }
      >
        <Link href={mailPath({ tree: slug, section: subsystem.slug })} prefetch={false} className="text-sm">
          Tell me by mail
        </Link>
      </PageTitle>
      <SubsystemReport
        context={context}
        subsystem={subsystem}
        events={<RecentEvents context={context} filter={filterOf({ subsystem: subsystem.slug })} />}
      />
    </TreePage>
  )
}

async function openSubsystem(props: SubsystemPageProps) {
  const [context, { slug }] = await Promise.all([openTree(props), props.params])
  if (!/^[a-z\d-]+$/.test(slug)) notFound()
  const { lineId, ordinal } = context.revision
  const subsystem = await findSubsystem(context.tree.id, lineId, ordinal, slug)
  if (subsystem === null) notFound()
  return { context, subsystem }
}

// title and page ask for the same
const findSubsystem = cache((treeId: number, lineId: number, ordinal: number, slug: string) =>
  getSubsystem(getDatabase(), treeId, { lineId, ordinal }, slug),
)
