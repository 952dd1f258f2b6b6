import { Prisma } from '#prisma/generated/client.ts'
import { theRest } from '#scanner/model/owners.ts'
import { pathCondition } from './path-condition.ts'
import { type FilterParameter, hidesUnrelated, type SiteFilter } from './site-filter.ts'
import { statusUrgency } from './status-urgency.ts'

/** A revision as intervals know it. */
export interface RevisionPlace {
  readonly lineId: number
  readonly ordinal: number
}

/** One value of a filter as SQL over `span` and `site`. */
export interface SiteCondition {
  readonly parameter: FilterParameter
  readonly value: string
  readonly sql: Prisma.Sql
}

/** Whether an interval of the table `alias` holds at the revision. */
export function holdsAt(alias: string, { lineId, ordinal }: RevisionPlace): Prisma.Sql {
  const name = Prisma.raw(alias)
  return Prisma.sql`${name}.line_id = ${lineId} and ${name}.from_ordinal <= ${ordinal} and ${name}.to_ordinal > ${ordinal}`
}

/**
 * The spans of a revision as `live`. Materialized, as the planner knows nothing of intervals: asked for sites of some section it would
 * look up each by its id, and read the whole history of each.
 */
export function liveSpans(revision: RevisionPlace): Prisma.Sql {
  return Prisma.sql`live as materialized (select span.* from site_span span where ${holdsAt('span', revision)})`
}

/** One condition for each value that somebody chose. */
export function siteConditions(filter: SiteFilter, revision: RevisionPlace): readonly SiteCondition[] {
  const { role, family, api, finding, subsystem, maintainer, path, text } = filter
  return [
    ...statusUrgency
      .filter((status) => filter.statuses.includes(status))
      .map((status) => condition('status', status, Prisma.sql`span.status = ${status}`)),
    ...(role === null ? [] : [condition('role', role, Prisma.sql`span.role = ${role}`)]),
    ...(family === null ? [] : [condition('family', family, Prisma.sql`span.family = ${family}`)]),
    ...(api === null ? [] : [condition('api', api, Prisma.sql`span.api = ${api}`)]),
    ...(finding === null ? [] : [condition('finding', finding, Prisma.sql`${finding} = any(span.findings)`)]),
    ...(subsystem === null ? [] : [condition('subsystem', subsystem, inSubsystem(subsystem, revision))]),
    ...(maintainer === null ? [] : [condition('maintainer', maintainer, ofMaintainer(maintainer, revision))]),
    ...(path === null ? [] : [condition('path', path, pathCondition(Prisma.sql`span.path`, path))]),
    ...(text === null ? [] : [condition('q', text, holdsText(text))]),
  ]
}

const condition = (parameter: FilterParameter, value: string, sql: Prisma.Sql): SiteCondition => ({
  parameter,
  value,
  sql,
})

/** What hides the releases that no acquire was found for; always true if they are wanted. */
export const visibleCondition = (filter: SiteFilter): Prisma.Sql =>
  hidesUnrelated(filter) ? Prisma.sql`span.status <> 'unrelated'` : Prisma.sql`true`

/** Values of one parameter are alternatives, parameters narrow one another. `except` leaves one of them out. */
export function combineConditions(conditions: readonly SiteCondition[], except?: FilterParameter): Prisma.Sql {
  const parameters = [...new Set(conditions.map(({ parameter }) => parameter))].filter((name) => name !== except)
  if (parameters.length === 0) return Prisma.sql`true`
  const groups = parameters.map((name) => {
    const alternatives = conditions.filter(({ parameter }) => parameter === name).map(({ sql }) => sql)
    return Prisma.sql`(${Prisma.join(alternatives, ' or ')})`
  })
  return Prisma.join(groups, ' and ')
}

/** `in` makes one hashed list of the few sites of a section instead of a look-up for each site of the revision. */
function inSubsystem(name: string, revision: RevisionPlace): Prisma.Sql {
  return Prisma.sql`span.site_id in (
    select member.site_id
    from site_subsystem member
    join subsystem on subsystem.id = member.subsystem_id
    where ${holdsAt('member', revision)} and (lower(subsystem.title) = lower(${name}) or subsystem.slug = ${name})
  )`
}

/** Nobody is named for a file because of THE REST. */
function ofMaintainer(email: string, revision: RevisionPlace): Prisma.Sql {
  return Prisma.sql`span.site_id in (
    select member.site_id
    from person
    join subsystem_person named on named.person_id = person.id
    join subsystem on subsystem.id = named.subsystem_id
    join site_subsystem member on member.subsystem_id = subsystem.id
    where person.email = ${email} and subsystem.title <> ${theRest}
      and ${holdsAt('named', revision)} and ${holdsAt('member', revision)}
  )`
}

/** `strpos` takes the text as it is: no character has a meaning of its own. */
function holdsText(text: string): Prisma.Sql {
  return Prisma.sql`(
    strpos(lower(span.path), lower(${text})) > 0
    or strpos(lower(coalesce(span.function, '')), lower(${text})) > 0
    or strpos(lower(span.api), lower(${text})) > 0
    or starts_with(site.key, lower(${text}))
  )`
}
