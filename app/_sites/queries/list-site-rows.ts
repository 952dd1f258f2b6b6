import { holdsAt, liveSpans, type RevisionPlace } from '#app/_data/revision-place.ts'
import { combineConditions, siteConditions, visibleCondition } from '#app/_data/site-conditions.ts'
import type { SiteFilter } from '#app/_data/site-filter.ts'
import type { Transaction } from '#prisma/client.ts'
import { listPeople } from '#scanner/model/list-people.ts'
import { theRest } from '#scanner/model/owners.ts'
import type { Person, SiteRow } from '#scanner/model/site.ts'

/** `SiteRow` as the columns say it, before people of several sections are made one list. */
type Row = Omit<SiteRow, 'maintainers' | 'subsystem'> & {
  readonly sections: readonly {
    readonly title: string
    readonly primary: boolean
    readonly people: readonly Person[]
  }[]
}

/**
 * The rows of the contract for the sites that fit a filter, in the order of `pinwatch sites`: by path bytes, line, column.
 * One statement, so that all rows are of one moment even while a revision is published.
 */
export async function listSiteRows(
  database: Transaction,
  revision: RevisionPlace,
  filter: SiteFilter,
): Promise<readonly SiteRow[]> {
  const rows = await database.$queryRaw<Row[]>`
    with ${liveSpans(revision)},
    -- pairs and owners of all sites at once: for 1,400 rows that is a tenth of looking them up row by row
    ends as (
      select
        found.near_id,
        jsonb_agg(
          jsonb_build_object(
            'id', site.key, 'path', far.path, 'line', far.line_number, 'function', far.function, 'api', far.api,
            'rule', found.rule, 'grade', found.grade)
          order by far.path collate "C", far.line_number, far.column_number) as pairs
      from (
        select acquire_id as near_id, release_id as far_id, rule, grade from pair where ${holdsAt('pair', revision)}
        union all
        select release_id, acquire_id, rule, grade from pair where ${holdsAt('pair', revision)}
      ) found
      join live far on far.site_id = found.far_id
      join site on site.id = found.far_id
      group by found.near_id
    ),
    named as (
      select
        person.subsystem_id,
        jsonb_agg(
          jsonb_build_object('name', person.name, 'email', person.email, 'role', person.role)
          order by person.position) as people
      from subsystem_person person
      where ${holdsAt('person', revision)}
      group by person.subsystem_id
    ),
    owners as (
      select
        member.site_id,
        jsonb_agg(
          jsonb_build_object('title', subsystem.title, 'primary', member.is_primary, 'people', coalesce(named.people, '[]'))
          order by member.position) as sections
      from site_subsystem member
      join subsystem on subsystem.id = member.subsystem_id
      left join named on named.subsystem_id = member.subsystem_id
      where ${holdsAt('member', revision)}
      group by member.site_id
    )
    select
      site.key as id, span.path, span.line_number as line, span.column_number as "column", span.function,
      span.nth as ordinal, span.api, span.role, span.family, span.class, span.target, span.status, span.reason,
      span.case_number as "case", span.longterm, span.findings, span.via,
      coalesce(ends.pairs, '[]') as pairs, coalesce(owners.sections, '[]') as sections
    from live span
    join site on site.id = span.site_id
    left join ends on ends.near_id = span.site_id
    left join owners on owners.site_id = span.site_id
    where ${visibleCondition(filter)}
      and ${combineConditions(siteConditions(filter, revision))}
    order by span.path collate "C", span.line_number, span.column_number, site.key`
  return rows.map(toSiteRow)
}

function toSiteRow({ sections, ...row }: Row): SiteRow {
  const owners = sections.filter(({ title }) => title !== theRest)
  return {
    ...row,
    v: 1,
    subsystem: sections.find(({ primary }) => primary)?.title ?? null,
    subsystems: sections.map(({ title }) => title),
    maintainers: listPeople(owners.flatMap(({ people }) => people)),
  }
}
