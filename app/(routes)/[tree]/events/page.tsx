import type { Metadata } from 'next'
import { Suspense } from 'react'
import { EventList, StepLine } from '#app/_components/event-list.tsx'
import { ParameterNotice } from '#app/_components/notice.tsx'
import { PageTitle } from '#app/_components/page-title.tsx'
import { Skeleton } from '#app/_components/skeleton.tsx'
import { TreePage } from '#app/_components/tree-page.tsx'
import { parseEventsQuery } from '#app/_lib/events-query.ts'
import { eventsPath } from '#app/_lib/routes.ts'
import type { PageSearchParams } from '#app/_lib/search-params.ts'
import { openTree } from '#app/_queries/open-tree.ts'

interface EventsPageProps {
  readonly params: Promise<{ readonly tree: string }>
  readonly searchParams: PageSearchParams
}

export async function generateMetadata(props: EventsPageProps): Promise<Metadata> {
  const { tree, revision, rev } = await openTree(props)
  return { title: `Events · ${tree.name}${rev === null ? '' : ` ${revision.label}`}` }
}

export default async function EventsPage(props: EventsPageProps) {
  const context = await openTree(props)
  const { query, problems } = parseEventsQuery(context.params)
  return (
    <TreePage context={context} section="events" path={eventsPath(context.tree.slug, { rev: null })}>
      <PageTitle title={context.rev === null ? 'Events' : `Events of ${context.revision.label}`}>
        {context.rev === null ? (
          <>What happened to sites from one scanned revision to the next, newest first.</>
        ) : (
          <StepLine context={context} />
        )}
      </PageTitle>
      <ParameterNotice problems={problems} />
      <Suspense fallback={<Skeleton lines={14} label="Loading the events" />}>
        <EventList context={context} query={query} />
      </Suspense>
    </TreePage>
  )
}
