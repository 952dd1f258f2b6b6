import { appearances } from '#app/_data/appearances.ts'
import { remarkedTriage } from '#app/_data/parse-filter-value.ts'
import { liveClaims, remarked, unjudgedRemarks } from '#app/_data/people-conditions.ts'
import { holdsAt, liveSpans, type RevisionPlace } from '#app/_data/revision-place.ts'
import { bestGrades, combineConditions, siteConditions } from '#app/_data/site-conditions.ts'
import { type FilterParameter, hidesUnrelated, type SiteFilter } from '#app/_data/site-filter.ts'
import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/prisma-of-process.ts'
import { theRest } from '#scanner/model/owners.ts'
import { grades } from '#scanner/model/site.ts'

/** Facets of what is published, which does not change. */
export const lastingFacets = [
  'status',
  'role',
  'family',
  'api',
  'class',
  'subsystem',
  'maintainer',
  'dir',
  'reason',
  'grade',
  'finding',
  'target',
  'appeared',
  'age',
] as const satisfies readonly FilterParameter[]
/** Facets of what people do and say. */
export const saidFacets = ['claim', 'triage', 'priority'] as const satisfies readonly FilterParameter[]
/** What a list offers to choose from, with numbers. */
export const facetNames = [...lastingFacets, ...saidFacets] as const
export type Facet = (typeof facetNames)[number]

export interface FacetValue {
  /** As the address says it. */
  readonly value: string
  /** For people, where it is another one: name of a person, title of a section. */
  readonly label: string | null
  readonly sites: number
}

/** For each facet, by number: how many sites each of its values would leave, the rest of the filter staying as it is. */
export type Facets<Wanted extends Facet = Facet> = Readonly<Record<Wanted, readonly FacetValue[]>>

const ageDays = [90, 365, 1825]

/** Values of each facet, directories two levels deep, as a query over `answered`, which has `value`, `label` and no more rows of a site than values. */
function valuesOf(facet: Facet, revision: RevisionPlace): Prisma.Sql {
  const columns = { status: 'status', role: 'role', family: 'family', api: 'api', class: 'class', reason: 'reason' }
  switch (facet) {
    case 'subsystem':
      return Prisma.sql`
        select subsystem.slug as value, subsystem.title as label, answered.* from answered
        join site_subsystem member on member.site_id = answered.site_id and ${holdsAt('member', revision)}
        join subsystem on subsystem.id = member.subsystem_id and subsystem.title <> ${theRest}`
    case 'maintainer':
      return Prisma.sql`
        select distinct on (answered.site_id, person.id) person.email as value, nullif(person.name, '') as label, answered.*
        from answered
        join site_subsystem member on member.site_id = answered.site_id and ${holdsAt('member', revision)}
        join subsystem on subsystem.id = member.subsystem_id and subsystem.title <> ${theRest}
        join subsystem_person named on named.subsystem_id = subsystem.id and ${holdsAt('named', revision)}
        join person on person.id = named.person_id`
    case 'dir':
      return Prisma.sql`
        select array_to_string((string_to_array(path, '/'))[1:depth], '/') as value, null::text as label, answered.*
        from answered, generate_series(1, least(2, array_length(string_to_array(path, '/'), 1) - 1)) as depth`
    case 'finding':
      return Prisma.sql`
        select finding as value, null::text as label, answered.* from answered, unnest(findings) as finding`
    case 'target':
      return Prisma.sql`
        select target as value, null::text as label, answered.* from answered where target is not null`
    case 'grade':
      return Prisma.sql`
        select coalesce((${[...grades]}::text[])[best], 'none') as value, null::text as label, answered.* from answered
        left join (${bestGrades(revision)}) graded on graded.near_id = answered.site_id`
    case 'appeared':
      return Prisma.sql`
        select coalesce(appearance.label, 'none') as value, null::text as label, answered.* from answered
        left join (${appearances(revision)}) appearance on appearance.site_id = answered.site_id`
    case 'age':
      return Prisma.sql`
        select bound.sign || bound.days as value, null::text as label, answered.*
        from answered
        left join (${appearances(revision)}) appearance on appearance.site_id = answered.site_id
        join revision shown on shown.line_id = ${revision.lineId} and shown.ordinal = ${revision.ordinal}
        join (
          select '<' as sign, days from unnest(${ageDays}::int[]) days
          union all
          select '>', days from unnest(${ageDays}::int[]) days
        ) bound on (bound.sign = '<') = (coalesce(appearance.committed_at, '-infinity'::timestamptz)
          > shown.committed_at - make_interval(days => bound.days))`
    case 'claim':
      return Prisma.sql`
        select said.value, said.label, answered.* from answered join (${claimsByValue(revision)}) said
          on said.site_id = answered.site_id
        union all
        select 'none', null::text, answered.* from answered where answered.site_id not in (
          select site_id from (${claimsByValue(revision)}) said where said.value in ('claimed', 'posted')
        )`
    case 'triage':
      return Prisma.sql`
        select case when triage.is_decided then triage.verdict else 'proposed' end as value, null::text as label, answered.*
        from answered join triage on triage.site_id = answered.site_id
        union all
        select 'stays', null::text, answered.* from answered
        join (${unjudgedRemarks(revision)}) remark on remark.site_id = answered.site_id
        union all
        select ${remarkedTriage}, null::text, answered.* from answered
        join (${remarked(revision)}) remark on remark.site_id = answered.site_id
        union all
        select 'none', null::text, answered.* from answered
        where answered.site_id not in (
          select site_id from triage where is_decided union all select site_id from (${remarked(revision)}) remark
        )`
    case 'priority':
      return Prisma.sql`
        select coalesce(said.level, 'normal') as value, null::text as label, answered.* from answered
        left join site_priority said on said.site_id = answered.site_id`
    default:
      return Prisma.sql`
        select ${Prisma.raw(columns[facet])} as value, null::text as label, answered.* from answered`
  }
}

/** What a claim is chosen by: its state, and whose an open one is; of an acquire among `live` and of its releases. As `claimCondition` has it. */
const claimsByValue = (revision: RevisionPlace): Prisma.Sql => Prisma.sql`
  select distinct unit.site_id, said.value, said.label
  from ${liveClaims(revision)}
  cross join lateral (
    select claim.state as value, null::text as label
    union all
    select person.email, nullif(person.name, person.email) where claim.ended_at is null and person.email is not null
  ) said`

/** Statuses count what the list hides by default too; the other facets do not. */
export async function listFacets<Wanted extends Facet = Facet>(
  database: Transaction,
  revision: RevisionPlace,
  filter: SiteFilter,
  wanted: readonly Wanted[] = facetNames as readonly Facet[] as readonly Wanted[], // without any, all
): Promise<Facets<Wanted>> {
  const conditions = siteConditions(filter, revision)
  // each condition is looked at once for each site; what is asked of the answers is cheap
  const answers = conditions.map(({ sql }, index) => Prisma.sql`(${sql}) as ${Prisma.raw(`c${index}`)}`)
  const named = conditions.map((condition, index) => ({ ...condition, sql: Prisma.raw(`c${index}`) }))
  const shown = hidesUnrelated(filter) ? Prisma.sql`status <> 'unrelated'` : Prisma.sql`true`
  const parts = wanted.map(
    (facet) => Prisma.sql`
      select ${facet}::text as facet, value, min(label) as label, count(*)::int as sites
      from (${valuesOf(facet, revision)}) valued
      where ${facet === 'status' ? Prisma.sql`true` : shown} and ${combineConditions(named, facet)}
      group by value`,
  )
  const rows = await database.$queryRaw<(FacetValue & { readonly facet: Facet })[]>`
    with ${liveSpans(revision)},
    answered as materialized (
      select ${Prisma.join([
        Prisma.sql`span.site_id, span.path, span.status, span.role, span.family, span.api, span.class, span.reason,
          span.target, span.findings`,
        ...answers,
      ])}
      from live span
      join site on site.id = span.site_id
    )
    select facet, value, label, sites from (${Prisma.join(
      parts.map((part) => Prisma.sql`(${part})`),
      ' union all ',
    )}) facets
    order by facet, sites desc, value collate "C"`
  const of = (facet: Facet): readonly FacetValue[] =>
    rows
      .filter((row) => row.facet === facet)
      .map(({ value, label, sites }) => ({ value, label: label === value ? null : label, sites }))
  return Object.fromEntries(wanted.map((facet) => [facet, of(facet)])) as unknown as Facets<Wanted>
}
