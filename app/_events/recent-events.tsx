import Link from 'next/link'
import { getDatabase } from '#app/_data/database.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { filterParams, type SiteFilter } from '#app/_data/site-filter.ts'
import { listEvents } from '#app/_events/queries/list-events.ts'
import { listSteps } from '#app/_events/queries/list-steps.ts'
import { Section } from '#app/_ui/section.tsx'
import { eventsPath } from '#app/_web/routes.ts'
import { EventGroups } from './event-groups.tsx'
import { emptyEventsQuery } from './events-query.ts'

const eventsShown = 6
/** Steps that are looked through for them: a year or two of point releases. */
const stepsMax = 24

/** What happened last to the sites of a section, a person, a directory or a file, up to the revision that is shown. */
export async function RecentEvents({
  context,
  filter,
}: {
  readonly context: TreeContext
  readonly filter: SiteFilter
}) {
  const { tree, revision } = context
  const database = getDatabase()
  const steps = await listSteps(database, tree.id, revision.id, stepsMax)
  if (steps.length === 0) return null
  const query = { ...emptyEventsQuery, filter }
  const { events } = await listEvents(database, tree.id, steps, { query, limit: eventsShown })
  return (
    <Section
      title="Latest events"
      aside={
        <Link href={`${eventsPath(tree.slug, { rev: null })}?${filterParams(filter)}`} prefetch={false}>
          all of them
        </Link>
      }
    >
      {events.length === 0 ? (
        <p className="text-muted">Nothing appeared, went or changed since {steps.at(-1)?.base.label}.</p>
      ) : (
        <div className="recent-events">
          <EventGroups slug={tree.slug} events={events} steps={steps} heading="h3" />
        </div>
      )}
    </Section>
  )
}
