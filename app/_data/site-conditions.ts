import { Prisma } from '#prisma/prisma-of-process.ts'
import { theRest } from '#scanner/model/owners.ts'
import { grades } from '#scanner/model/site.ts'
import { appearances } from './appearances.ts'
import { noneOfIt } from './parse-filter-value.ts'
import { pathCondition } from './path-condition.ts'
import { claimCondition, priorityCondition, triageCondition } from './people-conditions.ts'
import { holdsAt, type RevisionPlace } from './revision-place.ts'
import { type FilterChoice, type FilterParameter, hidesUnrelated, type SiteFilter } from './site-filter.ts'

/** One choice of a filter as SQL over `span` and `site`; of an excluded one `sql` says what shall not be. */
export interface SiteCondition extends FilterChoice {
  readonly sql: Prisma.Sql
}

/**
 * One condition for each value that somebody chose. Of one that `is true` the planner makes a hashed list, made once; else it joins, and where
 * several come together it sums up all pairs again for each site, since it takes the few sites that are left for one.
 */
export const siteConditions = (filter: SiteFilter, revision: RevisionPlace): readonly SiteCondition[] =>
  filter.choices.map((choice) => ({ ...choice, sql: Prisma.sql`(${conditionOf(choice, revision)}) is true` }))

/** What hides the releases that no acquire was found for; always true if they are wanted. */
export const visibleCondition = (filter: SiteFilter): Prisma.Sql =>
  hidesUnrelated(filter) ? Prisma.sql`span.status <> 'unrelated'` : Prisma.sql`true`

/** Wanted values of one parameter are alternatives, parameters narrow one another, what is excluded goes. `except` leaves one out. */
export function combineConditions(conditions: readonly SiteCondition[], except?: FilterParameter): Prisma.Sql {
  const used = conditions.filter(({ parameter }) => parameter !== except)
  const wanted = used.filter(({ excluded }) => !excluded)
  const groups = [...new Set(wanted.map(({ parameter }) => parameter))].map((name) => {
    const alternatives = wanted.filter(({ parameter }) => parameter === name).map(({ sql }) => sql)
    return Prisma.sql`(${Prisma.join(alternatives, ' or ')})`
  })
  // what is not known is not what is excluded
  const refused = used.filter(({ excluded }) => excluded).map(({ sql }) => Prisma.sql`(${sql}) is not true`)
  const all = [...groups, ...refused]
  return all.length === 0 ? Prisma.sql`true` : Prisma.join(all, ' and ')
}

function conditionOf({ parameter, value }: FilterChoice, revision: RevisionPlace): Prisma.Sql {
  switch (parameter) {
    case 'status':
      return Prisma.sql`span.status = ${value}`
    case 'role':
      return Prisma.sql`span.role = ${value}`
    case 'family':
      return Prisma.sql`span.family = ${value}`
    case 'api':
      return Prisma.sql`span.api = ${value}`
    case 'class':
      return Prisma.sql`span.class = ${value}`
    case 'reason':
      return Prisma.sql`span.reason = ${value}`
    case 'target':
      return value === noneOfIt ? Prisma.sql`span.target is null` : Prisma.sql`span.target = ${value}`
    case 'finding':
      return value === noneOfIt ? Prisma.sql`span.findings = '{}'` : Prisma.sql`${value} = any(span.findings)`
    case 'path':
      return pathCondition(Prisma.sql`span.path`, value)
    case 'dir':
      return Prisma.sql`starts_with(span.path, ${`${value}/`})`
    case 'subsystem':
      return inSubsystem(value, revision)
    case 'maintainer':
      return ofMaintainer(value, revision)
    case 'grade':
      return withBestGrade(value, revision)
    case 'appeared':
      return appearedIn(value, revision)
    case 'age':
      return ofAge(value, revision)
    case 'claim':
      return claimCondition(value, revision)
    case 'triage':
      return triageCondition(value, revision)
    case 'priority':
      return priorityCondition(value)
    case 'q':
      return holdsText(value, revision)
  }
}

/** `in` makes one hashed list of the few sites of a section instead of a look-up for each site of the revision. */
const inSubsystem = (name: string, revision: RevisionPlace): Prisma.Sql => Prisma.sql`span.site_id in (
    select member.site_id
    from site_subsystem member
    join subsystem on subsystem.id = member.subsystem_id
    where ${holdsAt('member', revision)} and (lower(subsystem.title) = lower(${name}) or subsystem.slug = ${name})
  )`

/** By address, or by name where it is none. Nobody is named for a file because of THE REST. */
const ofMaintainer = (name: string, revision: RevisionPlace): Prisma.Sql => Prisma.sql`span.site_id in (
    select member.site_id
    from person
    join subsystem_person named on named.person_id = person.id
    join subsystem on subsystem.id = named.subsystem_id
    join site_subsystem member on member.subsystem_id = subsystem.id
    where ${name.includes('@') ? Prisma.sql`person.email = ${name}` : Prisma.sql`lower(person.name) = ${name}`}
      and subsystem.title <> ${theRest} and ${holdsAt('named', revision)} and ${holdsAt('member', revision)}
  )`

/** The best of the pairs of each site that has any, over `near_id`, as the place of its grade among `grades`, from 1. */
export const bestGrades = (revision: RevisionPlace): Prisma.Sql => Prisma.sql`
  select near_id, min(array_position(${[...grades]}::text[], grade)) as best
  from (
    select acquire_id as near_id, grade from pair where ${holdsAt('pair', revision)}
    union all
    select release_id, grade from pair where ${holdsAt('pair', revision)}
  ) ends
  group by near_id`

function withBestGrade(grade: string, revision: RevisionPlace): Prisma.Sql {
  if (grade === noneOfIt) return Prisma.sql`span.site_id not in (select near_id from (${bestGrades(revision)}) graded)`
  const rank = [...grades, noneOfIt].indexOf(grade) + 1
  return Prisma.sql`span.site_id in (select near_id from (${bestGrades(revision)}) graded where best = ${rank})`
}

/** `none`: there since before anything was scanned. */
const appearedIn = (label: string, revision: RevisionPlace): Prisma.Sql =>
  label === noneOfIt
    ? Prisma.sql`span.site_id not in (select site_id from (${appearances(revision)}) appearance)`
    : Prisma.sql`span.site_id in (select site_id from (${appearances(revision)}) appearance where label = ${label})`

/** What was there before anything was scanned is older than any number of days. */
function ofAge(age: string, revision: RevisionPlace): Prisma.Sql {
  const days = Number(age.slice(1))
  const young = Prisma.sql`span.site_id in (
    select site_id from (${appearances(revision)}) appearance
    where committed_at > (
      select committed_at - make_interval(days => ${days}::int) from revision
      where line_id = ${revision.lineId} and ordinal = ${revision.ordinal}
    )
  )`
  return age.startsWith('<') ? young : Prisma.sql`not (${young})`
}

/**
 * Every word stands in path, function or API, begins the id, or stands in a section's title or the name or address of somebody whom it
 * names. `strpos` takes the text as it is: no character has a meaning of its own.
 */
function holdsText(text: string, revision: RevisionPlace): Prisma.Sql {
  const words = text.toLowerCase().split(/\s+/).slice(0, 10)
  const conditions = words.map(
    (word) => Prisma.sql`(
      strpos(lower(span.path), ${word}) > 0
      or strpos(lower(coalesce(span.function, '')), ${word}) > 0
      or strpos(lower(span.api), ${word}) > 0
      or starts_with(site.key, ${word})
      or span.site_id in (
        select member.site_id from site_subsystem member
        -- an array, so that the few sections come first and their members are looked up: as a set the planner reads all members
        where ${holdsAt('member', revision)} and member.subsystem_id = any(array(
          select subsystem.id from subsystem
          where subsystem.title <> ${theRest} and strpos(lower(subsystem.title), ${word}) > 0
          union all
          select named.subsystem_id from subsystem_person named
          join subsystem on subsystem.id = named.subsystem_id and subsystem.title <> ${theRest}
          where ${holdsAt('named', revision)}
            and (strpos(lower(named.name), ${word}) > 0 or strpos(lower(named.email), ${word}) > 0)
        ))
      )
    )`,
  )
  return Prisma.sql`(${Prisma.join(conditions, ' and ')})`
}
