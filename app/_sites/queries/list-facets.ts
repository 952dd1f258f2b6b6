import { combineConditions, liveSpans, type RevisionPlace, siteConditions } from '#app/_data/site-conditions.ts'
import type { FilterParameter, SiteFilter } from '#app/_data/site-filter.ts'
import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/generated/client.ts'

const columns = { status: 'status', role: 'role', family: 'family', api: 'api' } as const satisfies Partial<
  Record<FilterParameter, string>
>
export type Facet = keyof typeof columns

/** For each facet: how many sites each of its values would leave, the rest of the filter staying as it is. */
export type Facets = Readonly<Record<Facet, ReadonlyMap<string, number>>>

/** Statuses count what the list hides by default too; the other facets do not. */
export async function listFacets(database: Transaction, revision: RevisionPlace, filter: SiteFilter): Promise<Facets> {
  const conditions = siteConditions(filter, revision)
  const answers = conditions.map(({ sql }, index) => Prisma.sql`(${sql}) as ${Prisma.raw(`c${index}`)}`)
  const named = conditions.map((condition, index) => ({ ...condition, sql: Prisma.raw(`c${index}`) }))
  const shown =
    filter.all || filter.statuses.includes('unrelated') ? Prisma.sql`true` : Prisma.sql`status <> 'unrelated'`
  const parts = Object.entries(columns).map(([facet, column]) => {
    const visible = facet === 'status' ? Prisma.sql`true` : shown
    const rest = combineConditions(named, facet as Facet)
    return Prisma.sql`
      select ${facet}::text as facet, ${Prisma.raw(column)} as value, count(*)::int as sites
      from answered where ${visible} and ${rest} group by ${Prisma.raw(column)}`
  })
  const rows = await database.$queryRaw<{ readonly facet: Facet; readonly value: string; readonly sites: number }[]>`
    with ${liveSpans(revision)},
    answered as materialized (
      select ${Prisma.join([Prisma.sql`span.status, span.role, span.family, span.api`, ...answers])}
      from live span
      join site on site.id = span.site_id
    )
    select facet, value, sites from (${Prisma.join(parts, ' union all ')}) facets
    order by facet, value collate "C"`
  const of = (wanted: Facet) =>
    new Map(rows.filter(({ facet }) => facet === wanted).map(({ value, sites }) => [value, sites]))
  return { status: of('status'), role: of('role'), family: of('family'), api: of('api') }
}
