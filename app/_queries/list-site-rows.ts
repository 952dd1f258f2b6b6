import type { SiteFilter } from '#app/_lib/site-filter.ts'
import type { Transaction } from '#prisma/client.ts'
import { listPeople } from '#scanner/model/list-people.ts'
import { theRest } from '#scanner/model/owners.ts'
import type { Person, SiteRow } from '#scanner/model/site.ts'
import { combineConditions, holdsAt, type RevisionPlace, siteConditions, visibleCondition } from './site-conditions.ts'

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
    select
      site.key as id, span.path, span.line_number as line, span.column_number as "column", span.function,
      span.nth as ordinal, span.api, span.role, span.family, span.class, span.target, span.status, span.reason,
      span.case_number as "case", span.longterm, span.findings, span.via,
      coalesce(ends.pairs, '[]') as pairs, coalesce(owners.sections, '[]') as sections
    from site_span span
    join site on site.id = span.site_id
    left join lateral (
      select jsonb_agg(
        jsonb_build_object(
          'id', other.key, 'path', far.path, 'line', far.line_number, 'function', far.function, 'api', far.api,
          'rule', pair.rule, 'grade', pair.grade)
        order by far.path collate "C", far.line_number, far.column_number) as pairs
      from pair
      -- a site is an acquire or a release, so that only one of the two looks finds anything
      join site_span far on far.site_id = case span.role when 'acquire' then pair.release_id else pair.acquire_id end
      join site other on other.id = far.site_id
      where ((span.role = 'acquire' and pair.acquire_id = span.site_id)
          or (span.role = 'release' and pair.release_id = span.site_id))
        and ${holdsAt('pair', revision)} and ${holdsAt('far', revision)}
    ) ends on true
    left join lateral (
      select jsonb_agg(
        jsonb_build_object('title', subsystem.title, 'primary', member.is_primary, 'people', coalesce(named.people, '[]'))
        order by member.position) as sections
      from site_subsystem member
      join subsystem on subsystem.id = member.subsystem_id
      left join lateral (
        select jsonb_agg(
          jsonb_build_object('name', person.name, 'email', person.email, 'role', person.role)
          order by person.position) as people
        from subsystem_person person
        where person.subsystem_id = member.subsystem_id and ${holdsAt('person', revision)}
      ) named on true
      where member.site_id = span.site_id and ${holdsAt('member', revision)}
    ) owners on true
    where ${holdsAt('span', revision)} and ${visibleCondition(filter)}
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
