import { chosenValues } from '#app/_data/site-filter.ts'
import { type EventsQuery, usualKinds } from '#app/_events/events-query.ts'
import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/prisma-of-process.ts'
import { happenedEvents } from './event-conditions.ts'
import type { Step } from './list-steps.ts'

/** How many events of some steps a query asks for. What charts count is summed; the rest is counted event by event. */
export async function countAllEvents(
  database: Transaction,
  treeId: number,
  steps: readonly Step[],
  query: EventsQuery,
): Promise<number> {
  const summed = summedCondition(treeId, query)
  const rows = await database.$queryRaw<{ readonly events: number }[]>`${
    summed === null
      ? Prisma.sql`
          with step as materialized (
            select * from unnest(
              ${steps.map(({ revision }) => revision.id)}::int[], ${steps.map(({ revision }) => revision.lineId)}::int[],
              ${steps.map(({ revision }) => revision.ordinal)}::int[], ${steps.map(({ base }) => base.lineId)}::int[],
              ${steps.map(({ base }) => base.ordinal)}::int[]
            ) as step (revision_id, line_id, ordinal, base_line_id, base_ordinal)
          )
          select count(*)::int as events from step cross join lateral (${happenedEvents(treeId, query)} offset 0) happened`
      : Prisma.sql`
          select coalesce(sum(sites), 0)::int as events from event_count
          where revision_id = any(${steps.map(({ revision }) => revision.id)}::int[]) and ${summed}`
  }`
  return rows[0]?.events ?? 0
}

/** The query over `event_count`; `null` where that does not know enough: moves, paths, what is excluded, several owners. */
function summedCondition(treeId: number, { kinds, filter }: EventsQuery): Prisma.Sql | null {
  const owners = [...chosenValues(filter, 'subsystem'), ...chosenValues(filter, 'maintainer')]
  const isKnown = filter.choices.every(
    ({ parameter, excluded }) => !excluded && ['status', 'role', 'subsystem', 'maintainer'].includes(parameter),
  )
  if (!isKnown || owners.length > 1 || kinds.includes('moved')) return null
  const [section] = chosenValues(filter, 'subsystem')
  const [email] = chosenValues(filter, 'maintainer')
  const statuses = [...chosenValues(filter, 'status')]
  const roles = [...chosenValues(filter, 'role')]
  if (email !== undefined && !email.includes('@')) return null
  return Prisma.join(
    [
      Prisma.sql`kind = any(${[...(kinds.length === 0 ? usualKinds : kinds)]}::text[])`,
      ...(statuses.length === 0 ? [] : [Prisma.sql`status = any(${statuses}::text[])`]),
      ...(roles.length === 0 ? [] : [Prisma.sql`role = any(${roles}::text[])`]),
      section === undefined
        ? Prisma.sql`subsystem_id is null`
        : Prisma.sql`subsystem_id = (
            select id from subsystem
            where tree_id = ${treeId} and (slug = ${section} or lower(title) = lower(${section}))
            order by slug = ${section} desc, id limit 1
          )`,
      email === undefined
        ? Prisma.sql`person_id is null`
        : Prisma.sql`person_id = (select id from person where email = ${email})`,
    ],
    ' and ',
  )
}
