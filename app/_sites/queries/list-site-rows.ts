import { appearances } from '#app/_data/appearances.ts'
import { holdsAt, liveSpans, type RevisionPlace } from '#app/_data/revision-place.ts'
import { combineConditions, siteConditions, visibleCondition } from '#app/_data/site-conditions.ts'
import type { SiteFilter } from '#app/_data/site-filter.ts'
import type { SitePlace } from '#app/_sites/site-order.ts'
import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/prisma-of-process.ts'
import { listPeople } from '#scanner/model/list-people.ts'
import { theRest } from '#scanner/model/owners.ts'
import type { Person, SiteRow } from '#scanner/model/site.ts'

/** `SiteRow` as the columns say it, before people of several sections are made one list. */
type Row = Omit<SiteRow, 'maintainers' | 'subsystem'> & {
  readonly siteId: number
  readonly appeared: string | null
  readonly total: number
  readonly sections: readonly {
    readonly title: string
    readonly primary: boolean
    readonly people: readonly Person[]
  }[]
}

/** A row of the contract with what a list adds to it. */
export interface PlacedRow {
  readonly siteId: number
  readonly row: SiteRow
  /** Label of the revision in which it was first seen; `null`: it was there before anything was scanned. */
  readonly appeared: string | null
}

export interface RowPage {
  readonly rows: readonly PlacedRow[]
  /** Where the next part begins behind; `null` at the end. */
  readonly next: SitePlace | null
  /** All that fit the filter. */
  readonly total: number
}

/** Rows behind a place, at most so many; without these, all. */
interface PageOptions {
  readonly after?: SitePlace | null
  readonly limit?: number
}

/** The rows of the contract for the sites that fit a filter, in the order of `pinwatch sites`: by path bytes, line, column. */
export async function listSiteRows(
  database: Transaction,
  revision: RevisionPlace,
  filter: SiteFilter,
): Promise<readonly SiteRow[]> {
  return (await listRowPage(database, revision, filter)).rows.map(({ row }) => row)
}

/**
 * A part of these rows, with when each site appeared. One statement, so that all rows are of one moment even while a revision is published.
 */
export async function listRowPage(
  database: Transaction,
  revision: RevisionPlace,
  filter: SiteFilter,
  { after = null, limit }: PageOptions = {},
): Promise<RowPage> {
  const fits = Prisma.sql`${visibleCondition(filter)} and ${combineConditions(siteConditions(filter, revision))}`
  const found = await findRows(database, revision, fits, { after, limit })
  const rows = found.slice(0, limit).map(toPlacedRow)
  const last = rows.at(-1)
  return {
    rows,
    next: found.length > rows.length && last !== undefined ? placeOf(last.row) : null,
    total:
      found[0]?.total ?? (after === null ? 0 : (await listRowPage(database, revision, filter, { limit: 1 })).total),
  }
}

/** The same of some sites, whatever they are, by their numbers. */
export async function listRowsOf(
  database: Transaction,
  revision: RevisionPlace,
  siteIds: readonly number[],
): Promise<readonly PlacedRow[]> {
  const fits = Prisma.sql`span.site_id = any(${[...siteIds]}::int[])`
  return (await findRows(database, revision, fits, { after: null, limit: undefined })).map(toPlacedRow)
}

/** One row more than the limit, which tells whether there are more. */
async function findRows(
  database: Transaction,
  revision: RevisionPlace,
  fits: Prisma.Sql,
  { after, limit }: { readonly after: SitePlace | null; readonly limit: number | undefined },
): Promise<readonly Row[]> {
  const isBehind =
    after === null
      ? Prisma.sql`true`
      : Prisma.sql`(path collate "C", line_number, column_number, key) >
          (${after.path}::text, ${after.line}::int, ${after.column}::int, ${after.key}::text)`
  return database.$queryRaw<Row[]>`
    with ${liveSpans(revision)},
    fitting as materialized (
      select span.*, site.key
      from live span
      join site on site.id = span.site_id
      where ${fits}
    ),
    page as materialized (
      select * from fitting
      where ${isBehind}
      order by path collate "C", line_number, column_number, key
      limit ${limit === undefined ? null : limit + 1}::int
    ),
    -- pairs and owners of all sites at once: for 1,400 rows that is a tenth of looking them up row by row. Materialized: with one row guessed
    -- for each interval the planner would make them anew for each site
    ends as materialized (
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
      where found.near_id in (select site_id from page)
      group by found.near_id
    ),
    named as materialized (
      select
        person.subsystem_id,
        jsonb_agg(
          jsonb_build_object('name', person.name, 'email', person.email, 'role', person.role)
          order by person.position) as people
      from subsystem_person person
      where ${holdsAt('person', revision)}
      group by person.subsystem_id
    ),
    owners as materialized (
      select
        member.site_id,
        jsonb_agg(
          jsonb_build_object('title', subsystem.title, 'primary', member.is_primary, 'people', coalesce(named.people, '[]'))
          order by member.position) as sections
      from site_subsystem member
      join subsystem on subsystem.id = member.subsystem_id
      left join named on named.subsystem_id = member.subsystem_id
      where ${holdsAt('member', revision)} and member.site_id in (select site_id from page)
      group by member.site_id
    ),
    appearance as materialized (${appearances(revision)})
    select
      span.site_id as "siteId", span.key as id, span.path, span.line_number as line, span.column_number as "column", span.function,
      span.nth as ordinal, span.api, span.role, span.family, span.class, span.target, span.status, span.reason,
      span.case_number as "case", span.longterm, span.findings, span.via,
      coalesce(ends.pairs, '[]') as pairs, coalesce(owners.sections, '[]') as sections,
      appearance.label as appeared, (select count(*)::int from fitting) as total
    from page span
    left join ends on ends.near_id = span.site_id
    left join owners on owners.site_id = span.site_id
    left join appearance on appearance.site_id = span.site_id
    order by span.path collate "C", span.line_number, span.column_number, span.key`
}

const toPlacedRow = (row: Row): PlacedRow => ({ siteId: row.siteId, row: toSiteRow(row), appeared: row.appeared })

const placeOf = ({ path, line, column, id }: SiteRow): SitePlace => ({ first: '', path, line, column, key: id })

function toSiteRow({ sections, siteId: _siteId, appeared: _appeared, total: _total, ...row }: Row): SiteRow {
  const owners = sections.filter(({ title }) => title !== theRest)
  return {
    ...row,
    v: 1,
    subsystem: sections.find(({ primary }) => primary)?.title ?? null,
    subsystems: sections.map(({ title }) => title),
    maintainers: listPeople(owners.flatMap(({ people }) => people)),
  }
}
