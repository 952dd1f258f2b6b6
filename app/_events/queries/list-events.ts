import type { EventCursor, EventPlace } from '#app/_events/event-order.ts'
import type { EventsQuery } from '#app/_events/events-query.ts'
import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/prisma-of-process.ts'
import type { Role } from '#scanner/model/api.ts'
import { type EventKind, eventKinds } from '#scanner/model/event.ts'
import type { Status } from '#scanner/model/site.ts'
import { happenedEvents, hasEventsOf } from './event-conditions.ts'
import type { Step } from './list-steps.ts'

/** Something that happened to a site, with the commit that did it where that is known. */
export interface ListedEvent {
  readonly kind: EventKind
  /** The later revision of its step. */
  readonly revisionId: number
  readonly key: string
  /** As the site is after it, or was last if it is gone. */
  readonly path: string
  readonly line: number
  readonly function: string | null
  readonly api: string
  readonly role: Role
  readonly status: Status
  /** At the earlier revision; `null` where the site was not there. */
  readonly was: { readonly status: Status; readonly path: string; readonly function: string | null } | null
  /** `open`: not looked for yet; `between`: history does not say. */
  readonly attribution: 'open' | 'commit' | 'between'
  readonly commit: string | null
  readonly subject: string | null
  readonly authorName: string | null
  readonly authoredAt: Date | null
}

export interface EventPage {
  readonly events: readonly ListedEvent[]
  readonly previous: EventPlace | null
  readonly next: EventPlace | null
}

/**
 * One page of the events of some steps, which come newest first. Steps are read one after the other until the page is full: `lateral` keeps
 * them apart, and the incremental sort over their numbers stops with the last one that is needed.
 */
export async function listEvents(
  database: Transaction,
  treeId: number,
  steps: readonly Step[],
  { query, limit }: { readonly query: EventsQuery; readonly limit: number },
): Promise<EventPage> {
  const { cursor } = query
  const backwards = cursor?.side === 'before'
  const reached = stepsBeyond(steps, cursor)
  if (reached === null) return { events: [], previous: null, next: null }
  const direction = Prisma.raw(backwards ? 'desc' : 'asc')
  const rows = await database.$queryRaw<ListedEvent[]>`
    with step as materialized (
      select * from unnest(
        ${reached.map((_step, index) => index)}::int[], ${reached.map(({ revision }) => revision.id)}::int[],
        ${reached.map(({ revision }) => revision.lineId)}::int[], ${reached.map(({ revision }) => revision.ordinal)}::int[],
        ${reached.map(({ base }) => base.lineId)}::int[], ${reached.map(({ base }) => base.ordinal)}::int[]
      ) as step (number, revision_id, line_id, ordinal, base_line_id, base_ordinal)
    )
    select
      happened.kind, happened.revision_id as "revisionId", happened.key, happened.path, happened.line, happened.function,
      happened.api, happened.role, happened.status, happened.was, happened.attribution, happened.commit,
      happened.subject, happened.author_name as "authorName", happened.authored_at as "authoredAt"
    from (select * from step where ${hasEventsOf(treeId, query)} order by number) step
    cross join lateral (${happenedEvents(treeId, query)} offset 0) happened
    where ${cursor === null ? Prisma.sql`true` : beyond(cursor)}
    order by step.number, happened.rank ${direction}, happened.role ${direction}, happened.path ${direction},
      happened.line ${direction}, happened.key ${direction}
    limit ${limit + 1}`
  const more = rows.length > limit
  const events = rows.slice(0, limit)
  if (backwards) events.reverse()
  const first = events[0]
  const last = events.at(-1)
  return {
    events,
    previous: first !== undefined && (backwards ? more : cursor !== null) ? placeOf(first) : null,
    next: last !== undefined && (backwards || more) ? placeOf(last) : null,
  }
}

/** How many events there are by kind, whatever kinds are asked for. To be asked of one step: all of its events are read. */
export async function countEvents(
  database: Transaction,
  treeId: number,
  step: Step,
  query: EventsQuery,
): Promise<ReadonlyMap<EventKind, number>> {
  const rows = await database.$queryRaw<{ readonly kind: EventKind; readonly events: number }[]>`
    with step as (
      select ${step.revision.id}::int as revision_id, ${step.revision.lineId}::int as line_id,
        ${step.revision.ordinal}::int as ordinal, ${step.base.lineId}::int as base_line_id,
        ${step.base.ordinal}::int as base_ordinal
    )
    select happened.kind, count(*)::int as events
    from step
    cross join lateral (${happenedEvents(treeId, { ...query, kinds: eventKinds })} offset 0) happened
    group by happened.kind`
  return new Map(rows.map(({ kind, events }) => [kind, events]))
}

/** Steps from that of the cursor on, in the order in which they are read; `null` if its step is no more. */
function stepsBeyond(steps: readonly Step[], cursor: EventCursor | null): readonly Step[] | null {
  if (cursor === null) return steps
  const index = steps.findIndex(({ revision }) => revision.id === cursor.place.revisionId)
  if (index === -1) return null
  return cursor.side === 'after' ? steps.slice(index) : steps.slice(0, index + 1).reverse()
}

/** Events of other steps than that of the cursor are beyond it already. */
function beyond({ side, place }: EventCursor): Prisma.Sql {
  const sign = side === 'after' ? Prisma.sql`>` : Prisma.sql`<`
  return Prisma.sql`(happened.revision_id <> ${place.revisionId}
    or (happened.rank, happened.role, happened.path, happened.line, happened.key) ${sign}
      (${eventKinds.indexOf(place.kind) + 1}::int, ${place.role}::text, ${place.path}::text, ${place.line}::int, ${place.key}::text))`
}

const placeOf = ({ revisionId, kind, role, path, line, key }: ListedEvent): EventPlace => ({
  revisionId,
  kind,
  role,
  path,
  line,
  key,
})
