import type { Metadata } from 'next'
import { openTree } from '#app/_data/open-tree.ts'
import { EventList, StepLine } from '#app/_events/event-list.tsx'
import { parseEventsQuery } from '#app/_events/events-query.ts'
import { TreePage } from '#app/_scans/tree-page.tsx'
import { ParameterNotice } from '#app/_ui/notice.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { eventsPath } from '#app/_web/routes.ts'
import type { PageSearchParams } from '#app/_web/search-params.ts'

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
      <EventList context={context} query={query} />
    </TreePage>
  )
}
