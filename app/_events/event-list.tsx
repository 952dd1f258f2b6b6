import Link from 'next/link'
import { getDatabase } from '#app/_data/database.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { countEvents, listEvents } from '#app/_events/queries/list-events.ts'
import { listSteps } from '#app/_events/queries/list-steps.ts'
import { loadSubsystems } from '#app/_owners/queries/load-owners.ts'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import { formatCount } from '#app/_web/format.ts'
import { comparePath, eventsPath } from '#app/_web/routes.ts'
import { EventFilters, eventsHref } from './event-filters.tsx'
import { EventGroups, EventRows, StepName } from './event-groups.tsx'
import type { EventCursor, EventPlace } from './event-order.ts'
import { type EventsQuery, emptyEventsQuery, eventsParams } from './events-query.ts'
import { stepsWithin } from './steps-within.ts'

const eventsPerPage = 50

interface EventListProps {
  readonly context: TreeContext
  readonly query: EventsQuery
}

/** The events of one step, or, where no revision is asked for, of all that lead to the newest one. */
export async function EventList({ context, query }: EventListProps) {
  const { tree, revision, rev } = context
  const database = getDatabase()
  const all = await listSteps(database, tree.id, revision.id, rev === null ? undefined : 1)
  if (all.length === 0) return <NothingBefore context={context} />
  const steps = rev === null ? stepsWithin(all, query) : all
  const only = rev === null ? undefined : steps[0]
  const [asked, counts, subsystems] = await Promise.all([
    listEvents(database, tree.id, steps, { query, limit: eventsPerPage }),
    only === undefined ? null : countEvents(database, tree.id, only, query),
    loadSubsystems(database, revision),
  ])
  const isLost = asked.events.length === 0 && query.cursor !== null
  const page = isLost
    ? await listEvents(database, tree.id, steps, { query: { ...query, cursor: null }, limit: eventsPerPage })
    : asked
  const href = (cursor: EventCursor | null) => eventsHref(tree.slug, rev, eventsParams({ ...query, cursor }))
  const pageHref = (side: EventCursor['side'], place: EventPlace | null) =>
    place === null ? null : href({ side, place })
  const moved = counts?.get('moved') ?? 0
  return (
    <>
      <EventFilters
        slug={tree.slug}
        rev={rev}
        query={query}
        counts={counts}
        subsystems={subsystems.map(({ title }) => title)}
      />
      {isLost ? <Notice kind="problem">This part of the list is no longer there; it begins anew.</Notice> : null}
      {page.events.length === 0 ? (
        <div className="mt-5">
          <NoEvents context={context} query={query} moved={moved} />
        </div>
      ) : only === undefined ? (
        <EventGroups slug={tree.slug} events={page.events} steps={steps} />
      ) : (
        <div className="mt-5">
          <EventRows slug={tree.slug} events={page.events} step={only} />
        </div>
      )}
      {query.kinds.length === 0 && moved > 0 && page.events.length > 0 ? (
        <p className="mt-3 text-sm text-muted">
          <Link
            href={eventsHref(tree.slug, rev, eventsParams({ ...query, cursor: null, kinds: ['moved'] }))}
            prefetch={false}
          >
            {formatCount(moved, 'site')}
          </Link>{' '}
          only moved.
        </p>
      ) : null}
      <Pager
        previousHref={pageHref('before', page.previous)}
        nextHref={pageHref('after', page.next)}
        firstHref={href(null)}
      />
    </>
  )
}

function NothingBefore({ context: { revision } }: { readonly context: TreeContext }) {
  return (
    <EmptyState title={`${revision.label} is the first scanned revision of its history.`}>
      <p>An event is what happened from one revision to the next one; nothing is scanned before this one.</p>
    </EmptyState>
  )
}

interface NoEventsProps extends EventListProps {
  readonly moved: number
}

function NoEvents({ context: { tree, rev }, query, moved }: NoEventsProps) {
  const isNarrowed = eventsParams({ ...query, cursor: null }).size > 0
  return (
    <EmptyState title={isNarrowed ? 'No event fits all of these filters.' : 'No site appeared, went or changed.'}>
      {isNarrowed ? (
        <p>
          <Link href={eventsHref(tree.slug, rev, eventsParams(emptyEventsQuery))} prefetch={false}>
            Without filters
          </Link>
        </p>
      ) : null}
      {moved > 0 && !query.kinds.includes('moved') ? (
        <p>
          <Link
            href={eventsHref(tree.slug, rev, eventsParams({ ...query, cursor: null, kinds: ['moved'] }))}
            prefetch={false}
          >
            {formatCount(moved, 'site')}
          </Link>{' '}
          only moved.
        </p>
      ) : null}
    </EmptyState>
  )
}

/** The step of a page, with the way to the whole history and to the two revisions side by side. */
export async function StepLine({ context }: { readonly context: TreeContext }) {
  const { tree, revision } = context
  const [step] = await listSteps(getDatabase(), tree.id, revision.id, 1)
  if (step === undefined) return <Link href={eventsPath(tree.slug, { rev: null })}>All steps</Link>
  return (
    <>
      What happened from <StepName step={step} />.{' '}
      <Link
        href={comparePath({ slug: tree.slug, rev: step.base.name }, { slug: tree.slug, rev: step.revision.name })}
        prefetch={false}
      >
        Compare the two
      </Link>
      , or see{' '}
      <Link href={eventsPath(tree.slug, { rev: null })} prefetch={false}>
        all steps
      </Link>
      .
    </>
  )
}
