import { pathCondition } from '#app/_data/path-condition.ts'
import { combineConditions } from '#app/_data/site-conditions.ts'
import { chosenValues, type FilterChoice } from '#app/_data/site-filter.ts'
import { type EventsQuery, usualKinds } from '#app/_events/events-query.ts'
import { Prisma } from '#prisma/prisma-of-process.ts'
import { eventKinds } from '#scanner/model/event.ts'
import { theRest } from '#scanner/model/owners.ts'

/**
 * The events of one step that a query asks for, over `step (revision_id, line_id, ordinal, base_line_id, base_ordinal)`. A site that is gone
 * is where it was last, any other where it is: there its role, status, path, sections and people are looked up.
 */
export function happenedEvents(treeId: number, { kinds, filter }: EventsQuery): Prisma.Sql {
  const conditions = [
    Prisma.sql`event.kind = any(${[...(kinds.length === 0 ? usualKinds : kinds)]}::text[])`,
    combineConditions(filter.choices.map((choice) => ({ ...choice, sql: conditionOf(treeId, choice) }))),
  ]
  return Prisma.sql`
    select
      event.revision_id, event.kind, array_position(${[...eventKinds]}::text[], event.kind) as rank, site.key,
      span.path collate "C" as path, span.line_number as line, span.function, span.api, span.role collate "C" as role,
      span.status, case when event.kind = 'gone' then span.was else earlier.was end as was,
      event.attribution, event.commit, event.subject, event.author_name, event.authored_at
    from event
    join site on site.id = event.site_id
    -- at most one holds, and of those that began it is the last: found at once, where asking which holds would read the site's history
    join lateral (
      select *, jsonb_build_object('status', status, 'path', path, 'function', function) as was
      from (
        select * from site_span
        where site_span.site_id = event.site_id
          and site_span.line_id = case event.kind when 'gone' then step.base_line_id else step.line_id end
          and site_span.from_ordinal <= case event.kind when 'gone' then step.base_ordinal else step.ordinal end
        order by site_span.from_ordinal desc
        limit 1
      ) latest
      where to_ordinal > case event.kind when 'gone' then step.base_ordinal else step.ordinal end
    ) span on true
    left join lateral (
      select jsonb_build_object('status', status, 'path', path, 'function', function) as was
      from (
        select * from site_span
        where site_span.site_id = event.site_id and site_span.line_id = step.base_line_id
          and site_span.from_ordinal <= step.base_ordinal
        order by site_span.from_ordinal desc
        limit 1
      ) latest
      where to_ordinal > step.base_ordinal
    ) earlier on event.kind not in ('appeared', 'gone')
    where event.revision_id = step.revision_id and ${Prisma.join(conditions, ' and ')}`
}

/** What a filter of events may ask (`siteParameters`); `true` for the rest. */
function conditionOf(treeId: number, { parameter, value }: FilterChoice): Prisma.Sql {
  switch (parameter) {
    case 'role':
      return Prisma.sql`span.role = ${value}`
    case 'status':
      return Prisma.sql`span.status = ${value}`
    case 'path':
      return pathCondition(Prisma.sql`span.path`, value)
    case 'dir':
      return Prisma.sql`starts_with(span.path, ${`${value}/`})`
    case 'subsystem':
      return Prisma.sql`exists (${membership(treeId, value)})`
    case 'maintainer':
      return Prisma.sql`exists (${naming(value)})`
    default:
      return Prisma.sql`true`
  }
}

/** By title, in any case, or slug. */
const sectionId = (treeId: number, name: string): Prisma.Sql => Prisma.sql`
  select subsystem.id from subsystem
  where subsystem.tree_id = ${treeId} and (subsystem.slug = ${name} or lower(subsystem.title) = lower(${name}))`

/** Says nothing of spans, so that events of other owners are left out before their spans are looked up. */
const holds = (alias: string): Prisma.Sql => {
  const name = Prisma.raw(alias)
  return Prisma.sql`${name}.line_id = case event.kind when 'gone' then step.base_line_id else step.line_id end
    and ${name}.from_ordinal <= case event.kind when 'gone' then step.base_ordinal else step.ordinal end
    and ${name}.to_ordinal > case event.kind when 'gone' then step.base_ordinal else step.ordinal end`
}

const membership = (treeId: number, name: string): Prisma.Sql => Prisma.sql`
  select from site_subsystem member
  where member.site_id = event.site_id and member.subsystem_id in (${sectionId(treeId, name)}) and ${holds('member')}`

/** Nobody is named for a file because of THE REST. */
const naming = (email: string): Prisma.Sql => Prisma.sql`
  select from person
  join subsystem_person named on named.person_id = person.id
  join subsystem on subsystem.id = named.subsystem_id and subsystem.title <> ${theRest}
  join site_subsystem member on member.subsystem_id = named.subsystem_id and member.site_id = event.site_id
  where person.email = ${email} and ${holds('named')} and ${holds('member')}`

/**
 * Whether a step may have such events at all, over `step.revision_id`: the numbers that are kept for charts tell, so that a section with an
 * event each year is not looked for in every event of the tree. Moves are no number of a chart.
 */
export function hasEventsOf(treeId: number, { kinds, filter }: EventsQuery): Prisma.Sql {
  const subsystems = chosenValues(filter, 'subsystem')
  const maintainers = chosenValues(filter, 'maintainer')
  if ((subsystems.length === 0 && maintainers.length === 0) || kinds.includes('moved')) return Prisma.sql`true`
  const owner =
    subsystems.length === 0
      ? Prisma.sql`counted.person_id in (select person.id from person where person.email = any(${[...maintainers]}::text[]))`
      : Prisma.join(
          subsystems.map((name) => Prisma.sql`counted.subsystem_id in (${sectionId(treeId, name)})`),
          ' or ',
        )
  return Prisma.sql`exists (select from event_count counted where counted.revision_id = step.revision_id and (${owner}))`
}
