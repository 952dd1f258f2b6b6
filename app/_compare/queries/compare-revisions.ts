import type { CompareQuery } from '#app/_compare/compare-query.ts'
import { holdsAt, type RevisionPlace } from '#app/_data/revision-place.ts'
import { combineConditions, siteConditions } from '#app/_data/site-conditions.ts'
import type { SitePlace } from '#app/_sites/site-order.ts'
import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/prisma-of-process.ts'
import { type Role, roles } from '#scanner/model/api.ts'
import { type ComparisonKind, classifyChange, comparisonKinds } from '#scanner/model/classify-change.ts'
import { type Status, statuses } from '#scanner/model/site.ts'

/** A site that is in one of the lists of a comparison. */
export interface ComparedSite {
  readonly kind: ComparisonKind
  readonly key: string
  /** As it is at the later revision, or was at the earlier one if it is gone. */
  readonly path: string
  readonly line: number
  readonly column: number
  readonly function: string | null
  readonly api: string
  readonly role: Role
  /** `null`: not there. */
  readonly was: Status | null
  readonly is: Status | null
  /** Where it was at the earlier revision, if it was there. */
  readonly before: { readonly path: string; readonly function: string | null } | null
  /** The primary section. */
  readonly subsystem: { readonly title: string; readonly slug: string } | null
}

export interface Comparison {
  readonly counts: ReadonlyMap<ComparisonKind, number>
  /** Sites that both have, whatever they are; without a filter. */
  readonly common: number
  /** In the order of kinds, in each by place. */
  readonly sites: readonly ComparedSite[]
  /** Of the one list that is shown whole. */
  readonly previous: SitePlace | null
  readonly next: SitePlace | null
}

export interface CompareLimits {
  /** Rows of each list, where all are shown. */
  readonly each: number
  /** Rows of a page, where one is shown. */
  readonly page: number
}

/** Which statuses make which kind: `classifyChange` as a table, so that there is one definition. */
const changes = roles.flatMap((role) =>
  ([true, false] as const).flatMap((isMix) =>
    [null, ...statuses].flatMap((was) =>
      [null, ...statuses].flatMap((is) => {
        const reason = isMix ? 'mixed-releases' : 'legacy-acquire'
        const kind = classifyChange(
          was === null ? null : { status: was },
          is === null ? null : { status: is, role, reason },
        )
        const isListed = kind !== null && comparisonKinds.some((listed) => listed === kind)
        return isListed ? [{ was: was ?? '', is: is ?? '', role, isMix, kind }] : []
      }),
    ),
  ),
)

/**
 * What happened from one revision to another, of whichever trees and lines, in one query. Sites are joined by their key: within a tree that is
 * the identity, across trees what begins as the same place. A site that is gone is filtered by what it was, any other by what it is.
 */
export async function compareRevisions(
  database: Transaction,
  { from, to }: { readonly from: RevisionPlace; readonly to: RevisionPlace },
  { filter, show, cursor }: CompareQuery,
  limits: CompareLimits,
): Promise<Comparison> {
  const backwards = cursor?.side === 'before'
  const fits = (place: RevisionPlace) => combineConditions(siteConditions(filter, place))
  const order = Prisma.raw(backwards ? 'desc' : 'asc')
  const wanted =
    show === null
      ? Prisma.sql`number <= ${limits.each}`
      : Prisma.sql`kind = ${show} and ${cursor === null ? Prisma.sql`true` : beyond(cursor)}`
  const [row] = await database.$queryRaw<
    {
      readonly counts: Partial<Record<ComparisonKind, number>> | null
      readonly common: number
      readonly sites: ComparedSite[] | null
    }[]
  >`
    with earlier as materialized (
      select site.key, span.*, (${fits(from)}) as fits
      from site_span span join site on site.id = span.site_id where ${holdsAt('span', from)}
    ),
    later as materialized (
      select site.key, span.*, (${fits(to)}) as fits
      from site_span span join site on site.id = span.site_id where ${holdsAt('span', to)}
    ),
    compared as materialized (
      select
        key, earlier.status as was, later.status as is, coalesce(later.fits, earlier.fits) as fits,
        coalesce(later.site_id, earlier.site_id) as site_id, coalesce(later.path, earlier.path) collate "C" as path,
        coalesce(later.line_number, earlier.line_number) as line,
        coalesce(later.column_number, earlier.column_number) as "column",
        case when later.key is null then earlier.function else later.function end as function,
        coalesce(later.reason, '') = 'mixed-releases' as is_mix,
        coalesce(later.api, earlier.api) as api, coalesce(later.role, earlier.role) as role,
        case when earlier.key is not null
          then jsonb_build_object('path', earlier.path, 'function', earlier.function) end as before
      from earlier full join later using (key)
    ),
    change (was, is_now, role, is_mix, kind) as (
      select * from unnest(${changes.map(({ was }) => was)}::text[], ${changes.map(({ is }) => is)}::text[],
        ${changes.map(({ role }) => role)}::text[], ${changes.map(({ isMix }) => isMix)}::boolean[],
        ${changes.map(({ kind }) => kind)}::text[])
    ),
    listed as materialized (
      select change.kind, compared.* from compared
      join change on change.was = coalesce(compared.was, '') and change.is_now = coalesce(compared.is, '')
        and change.role = compared.role and change.is_mix = compared.is_mix
      where fits
      union all
      -- isOpenSite of scanner/model
      select 'open', compared.* from compared
      where role = 'acquire' and compared.is in ('unconverted', 'mismatched', 'unknown') and fits
    ),
    page as (
      select * from (
        select *, row_number() over (partition by kind order by path, line, "column", key) as number from listed
      ) numbered
      where ${wanted}
      order by array_position(${[...comparisonKinds]}::text[], kind), path ${order}, line ${order}, "column" ${order},
        key ${order}
      limit ${show === null ? limits.each * comparisonKinds.length : limits.page + 1}
    )
    select
      (select jsonb_object_agg(kind, sites) from (select kind, count(*) as sites from listed group by kind) counted) as counts,
      (select count(*)::int from compared where was is not null and compared.is is not null) as common,
      (
        select jsonb_agg(
          jsonb_build_object('kind', kind, 'key', key, 'path', path, 'line', line, 'column', "column",
            'function', function, 'api', api, 'role', role, 'was', was, 'is', page.is, 'before', before,
            'subsystem', owner.section)
          order by array_position(${[...comparisonKinds]}::text[], kind), path, line, "column", key
        )
        from page
        left join lateral (
          select jsonb_build_object('title', subsystem.title, 'slug', subsystem.slug) as section
          from site_subsystem member
          join subsystem on subsystem.id = member.subsystem_id
          where member.site_id = page.site_id and member.is_primary and case when page.is is null
            then ${holdsAt('member', from)} else ${holdsAt('member', to)} end
          limit 1
        ) owner on true
      ) as sites`
  const found = row?.sites ?? []
  const more = show !== null && found.length > limits.page
  // the one too many is where the page goes on
  const sites = more ? (backwards ? found.slice(1) : found.slice(0, limits.page)) : found
  const first = sites[0]
  const last = sites.at(-1)
  return {
    counts: new Map(comparisonKinds.map((kind) => [kind, row?.counts?.[kind] ?? 0])),
    common: row?.common ?? 0,
    sites,
    previous: show !== null && first !== undefined && (backwards ? more : cursor !== null) ? placeOf(first) : null,
    next: show !== null && last !== undefined && (backwards || more) ? placeOf(last) : null,
  }
}

function beyond({ side, place }: NonNullable<CompareQuery['cursor']>): Prisma.Sql {
  const sign = side === 'after' ? Prisma.sql`>` : Prisma.sql`<`
  return Prisma.sql`(path, line, "column", key) ${sign}
    (${place.path}::text, ${place.line}::int, ${place.column}::int, ${place.key}::text)`
}

const placeOf = ({ path, line, column, key }: ComparedSite): SitePlace => ({ first: '', path, line, column, key })
