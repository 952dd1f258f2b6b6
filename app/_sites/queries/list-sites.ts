import { appearances } from '#app/_data/appearances.ts'
import { liveClaims, unjudgedRemarks } from '#app/_data/people-conditions.ts'
import { holdsAt, liveSpans, type RevisionPlace } from '#app/_data/revision-place.ts'
import { combineConditions, siteConditions, visibleCondition } from '#app/_data/site-conditions.ts'
import type { SiteFilter } from '#app/_data/site-filter.ts'
import { statusUrgency } from '#app/_data/status-urgency.ts'
import { isRanked, type SiteCursor, type SiteOrder, type SitePlace, type SiteSort } from '#app/_sites/site-order.ts'
import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/prisma-of-process.ts'
import type { Family, Role, SiteClass } from '#scanner/model/api.ts'
import { type Priority, priorities } from '#scanner/model/priority.ts'
import type { Finding, Grade, Reason, Status } from '#scanner/model/site.ts'
import type { TriageVerdict } from '#scanner/model/triage/triage.ts'

/** The other end of a pair, as a line of the list names it. */
export interface SiteEnd {
  readonly key: string
  readonly path: string
  readonly line: number
  readonly api: string
  readonly status: Status
  readonly grade: Grade
}

/** One line of the site list. */
export interface ListedSite {
  readonly key: string
  readonly path: string
  readonly line: number
  readonly function: string | null
  readonly api: string
  readonly role: Role
  readonly status: Status
  readonly reason: Reason
  readonly longterm: boolean
  readonly target: string | null
  readonly findings: readonly Finding[]
  readonly family: Family
  readonly class: SiteClass
  /** The revision that has it first of those that were scanned; `null`: it was there before. */
  readonly appeared: string | null
  /** What the order sorts by, where that is not a column: the section, person or directory of a group. */
  readonly group: string | null
  /** All that fit the filter and are in its group. */
  readonly groupSize: number
  /** The other ends of its pairs, in the order of rows. */
  readonly ends: readonly SiteEnd[]
  /** The primary section. */
  readonly subsystem: { readonly title: string; readonly slug: string } | null
  /** Who works on it, and what people say of it: of no list of sites, but added to it (`add-said.ts`), since it is not kept with that. */
  readonly claims: readonly SaidClaim[]
  readonly judged: SaidTriage | null
  /** A comment in the code says why it stays. */
  readonly remark: SaidRemark | null
  readonly priority: Priority
}

export interface SaidClaim {
  readonly name: string
  readonly state: 'claimed' | 'posted'
}

export interface SaidTriage {
  readonly verdict: TriageVerdict
  readonly case: number | null
  readonly isDecided: boolean
}

export interface SaidRemark {
  readonly case: number | null
  readonly reason: string
}

export interface SitePage {
  readonly sites: readonly ListedSite[]
  /** All that fit the filter. 0 if the page is empty, whatever else there is. */
  readonly total: number
  /** Place of the first line of this page among all, from 1. */
  readonly firstNumber: number
  readonly previous: SitePlace | null
  readonly next: SitePlace | null
}

interface Row extends Omit<ListedSite, 'subsystem' | 'group' | 'claims' | 'judged' | 'remark' | 'priority'> {
  readonly title: string | null
  readonly slug: string | null
  readonly first: string | number
  readonly column: number
  readonly number: number
  readonly total: number
}

/** One page of the sites of a revision that fit a filter. */
export async function listSites(
  database: Transaction,
  revision: RevisionPlace,
  filter: SiteFilter,
  { order, cursor, limit }: { readonly order: SiteOrder; readonly cursor: SiteCursor | null; readonly limit: number },
): Promise<SitePage> {
  const backwards = cursor?.side === 'before'
  // whoever sorts by status wants the paths below it from A to Z either way
  const tailDescending = order.sort === 'path' && order.descending
  const up = orderBy(order.descending, tailDescending)
  const down = orderBy(!order.descending, !tailDescending)
  const rows = await database.$queryRaw<Row[]>`
    with ${liveSpans(revision)},
    fitting as (
      select
        span.site_id, site.key, span.path collate "C" as path, span.line_number as line, span.column_number as "column",
        span.function, span.api, span.role, span.status, span.reason, span.longterm, span.target, span.findings,
        span.family, span.class, ${firstColumn(order.sort)} as first
      from live span
      join site on site.id = span.site_id
      ${joinFor(order.sort, revision)}
      where ${visibleCondition(filter)}
        and ${combineConditions(siteConditions(filter, revision))}
    ),
    -- all that fit are a few thousand: numbering them costs less than asking again how many there are
    numbered as (
      select *, (row_number() over (order by ${up}))::int as number, (count(*) over ())::int as total,
        (count(*) over (partition by first${order.sort === 'path' ? Prisma.sql`, path` : Prisma.empty}))::int as "groupSize"
      from fitting
    ),
    page as (
      select * from numbered
      where ${cursor === null ? Prisma.sql`true` : beyond(order, cursor)}
      order by ${backwards ? down : up}
      limit ${limit}
    )
    select
      page.key, path, line, "column", function, api, role, status, reason, longterm, target, findings, family, class,
      first, number, total, "groupSize", owner.title, owner.slug, coalesce(ends.sites, '[]') as ends,
      appearance.label as appeared
    from page
    left join lateral (
      select subsystem.title, subsystem.slug
      from site_subsystem member
      join subsystem on subsystem.id = member.subsystem_id
      where member.site_id = page.site_id and member.is_primary and ${holdsAt('member', revision)}
      limit 1
    ) owner on true
    left join (${appearances(revision)}) appearance on appearance.site_id = page.site_id
    left join lateral (
      select jsonb_agg(
        jsonb_build_object('key', site.key, 'path', far.path, 'line', far.line_number, 'api', far.api,
          'status', far.status, 'grade', found.grade)
        order by far.path collate "C", far.line_number, far.column_number) as sites
      from (
        select release_id as far_id, grade from pair where acquire_id = page.site_id and ${holdsAt('pair', revision)}
        union all
        select acquire_id, grade from pair where release_id = page.site_id and ${holdsAt('pair', revision)}
      ) found
      join live far on far.site_id = found.far_id
      join site on site.id = found.far_id
    ) ends on true
    order by number ${Prisma.raw(backwards ? 'desc' : 'asc')}`
  if (backwards) rows.reverse()
  const head = rows[0]
  const last = rows.at(-1)
  const total = head?.total ?? 0
  return {
    sites: rows.map(toSite),
    total,
    firstNumber: head?.number ?? 0,
    previous: head !== undefined && head.number > 1 ? toPlace(head) : null,
    next: last !== undefined && last.number < total ? toPlace(last) : null,
  }
}

/** What an order sorts by before it sorts by path. */
function firstColumn(sort: SiteSort): Prisma.Sql {
  switch (sort) {
    case 'path':
      return Prisma.sql`''::text`
    case 'status':
      return Prisma.sql`array_position(${statusUrgency}::text[], span.status)`
    case 'api':
    case 'function':
    case 'target':
    case 'reason':
    case 'class':
      return Prisma.sql`coalesce(span.${Prisma.raw(sort)}, '') collate "C"`
    case 'dir':
      return Prisma.sql`coalesce(substring(span.path from '^(.*)/[^/]*$'), '') collate "C"`
    case 'appeared':
      return Prisma.sql`coalesce(to_char(appeared_at.committed_at at time zone 'UTC', 'YYYY-MM-DD'), '') collate "C"`
    case 'maintainer':
      // those whom nobody is named for come last: no name begins with this character
      return Prisma.sql`coalesce(named_first.name, chr(1114111)) collate "C"`
    case 'claim':
      return Prisma.sql`coalesce(worked.names, chr(1114111)) collate "C"`
    case 'triage':
      return Prisma.sql`coalesce(decided.verdict, chr(1114111)) collate "C"`
    case 'priority':
      return Prisma.sql`array_position(${[...priorities]}::text[], coalesce(urgent.level, 'normal'))`
    case 'subsystem':
      // sites without a section come last: no title begins with this character
      return Prisma.sql`coalesce(primary_section.title, chr(1114111)) collate "C"`
  }
}

/** What a sort needs besides the spans, of all sites at once: looking it up site by site takes ten times as long. */
function joinFor(sort: SiteSort, revision: RevisionPlace): Prisma.Sql {
  if (sort === 'subsystem') return joinPrimary(revision)
  if (sort === 'maintainer') return joinMaintainer(revision)
  if (sort === 'claim') return joinClaims(revision)
  if (sort === 'triage')
    return Prisma.sql`left join (
      select site_id, verdict from triage where is_decided
      union all
      select site_id, 'stays' from (${unjudgedRemarks(revision)}) remark
    ) decided on decided.site_id = span.site_id`
  if (sort === 'priority') return Prisma.sql`left join site_priority urgent on urgent.site_id = span.site_id`
  if (sort === 'appeared')
    return Prisma.sql`left join (${appearances(revision)}) appeared_at on appeared_at.site_id = span.site_id`
  return Prisma.empty
}

/** Whoever has an open claim; one of an acquire is one of its releases too. */
const joinClaims = (revision: RevisionPlace): Prisma.Sql => Prisma.sql`
    left join (
      select unit.site_id, string_agg(distinct person.name, ', ' order by person.name) as names
      from ${liveClaims(revision)}
      where claim.ended_at is null
      group by unit.site_id
    ) worked on worked.site_id = span.site_id`

/** The first maintainer of the primary section. */
const joinMaintainer = (revision: RevisionPlace): Prisma.Sql => Prisma.sql`
    left join (
      select distinct on (member.site_id) member.site_id, coalesce(nullif(named.name, ''), named.email) as name
      from site_subsystem member
      join subsystem_person named on named.subsystem_id = member.subsystem_id and named.role = 'maintainer'
        and ${holdsAt('named', revision)}
      where member.is_primary and ${holdsAt('member', revision)}
      order by member.site_id, named.position
    ) named_first on named_first.site_id = span.site_id`

/** All primary sections at once: looking up that of each site takes ten times as long. */
function joinPrimary(revision: RevisionPlace): Prisma.Sql {
  return Prisma.sql`
    left join (
      select member.site_id, lower(subsystem.title) as title
      from site_subsystem member
      join subsystem on subsystem.id = member.subsystem_id
      where member.is_primary and ${holdsAt('member', revision)}
    ) primary_section on primary_section.site_id = span.site_id`
}

function orderBy(firstDescending: boolean, tailDescending: boolean): Prisma.Sql {
  const tail = Prisma.raw(tailDescending ? 'desc' : 'asc')
  return Prisma.sql`first ${Prisma.raw(firstDescending ? 'desc' : 'asc')},
    path ${tail}, line ${tail}, "column" ${tail}, key ${tail}`
}

/** Rows after or before a place. The tail is compared as one value: it has one direction. */
function beyond({ sort, descending }: SiteOrder, { side, place }: SiteCursor): Prisma.Sql {
  const sign = (isDescending: boolean) => ((side === 'after') === isDescending ? Prisma.sql`<` : Prisma.sql`>`)
  const value = isRanked(sort) ? Prisma.sql`${place.first}::int` : Prisma.sql`${place.first}::text collate "C"`
  const tail = Prisma.sql`(path, line, "column", key) ${sign(sort === 'path' && descending)}
    (${place.path}::text, ${place.line}::int, ${place.column}::int, ${place.key}::text)`
  return Prisma.sql`(first ${sign(descending)} ${value} or (first = ${value} and ${tail}))`
}

/** What is sorted behind everything. */
const noGroup = String.fromCodePoint(1_114_111)

const toSite = ({ title, slug, first, column: _column, number: _number, total: _total, ...site }: Row): ListedSite => ({
  ...site,
  subsystem: title === null || slug === null ? null : { title, slug },
  claims: [],
  judged: null,
  remark: null,
  priority: 'normal',
  group: typeof first === 'string' && first !== '' && first !== noGroup ? first : null,
})

const toPlace = ({ first, path, line, column, key }: Row): SitePlace => ({ first, path, line, column, key })
