import { liveSpans, type RevisionPlace } from '#app/_data/revision-place.ts'
import { combineConditions, siteConditions, visibleCondition } from '#app/_data/site-conditions.ts'
import type { FilterChoice, SiteFilter } from '#app/_data/site-filter.ts'
import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/prisma-of-process.ts'

export interface FilterSummary {
  /** Sites that fit the whole filter. */
  readonly total: number
  readonly values: readonly (FilterChoice & {
    /** Sites that fit this value, whatever the rest of the filter says. */
    readonly alone: number
    /** Sites that fit the rest of the filter without anything that this parameter says. */
    readonly without: number
  })[]
}

/** How many sites a filter leaves, and what each of its values has to do with it. */
export async function summarizeFilter(
  database: Transaction,
  revision: RevisionPlace,
  filter: SiteFilter,
): Promise<FilterSummary> {
  const conditions = siteConditions(filter, revision)
  // each condition is looked at once for each site; what is asked of the answers is cheap
  const answers = conditions.map(({ sql }, index) => Prisma.sql`(${sql}) as ${Prisma.raw(`c${index}`)}`)
  const named = conditions.map((condition, index) => ({ ...condition, sql: Prisma.raw(`c${index}`) }))
  const counts = named.flatMap(({ parameter, sql }, index) => [
    Prisma.sql`(count(*) filter (where ${sql}))::int as ${Prisma.raw(`alone${index}`)}`,
    Prisma.sql`(count(*) filter (where ${combineConditions(named, parameter)}))::int as ${Prisma.raw(`without${index}`)}`,
  ])
  const rows = await database.$queryRaw<Record<string, number>[]>`
    with ${liveSpans(revision)},
    answered as materialized (
      select ${Prisma.join([Prisma.sql`true`, ...answers])}
      from live span
      join site on site.id = span.site_id
      where ${visibleCondition(filter)}
    )
    select ${Prisma.join([Prisma.sql`(count(*) filter (where ${combineConditions(named)}))::int as total`, ...counts])}
    from answered`
  const row = rows[0] ?? {}
  return {
    total: row.total ?? 0,
    values: conditions.map(({ parameter, value, excluded }, index) => ({
      parameter,
      value,
      excluded,
      alone: row[`alone${index}`] ?? 0,
      without: row[`without${index}`] ?? 0,
    })),
  }
}
