import { holdsAt, type RevisionPlace } from '#app/_data/revision-place.ts'
import type { Transaction } from '#prisma/client.ts'
import type { Status } from '#scanner/model/site.ts'

/** A site that something is said of together with others. */
export interface ChosenSite {
  readonly key: string
  readonly path: string
  readonly line: number
  readonly function: string | null
  readonly api: string
  readonly status: Status
}

/** The first of some sites as a revision has them, by path. */
export function listChosenSites(
  database: Transaction,
  revision: RevisionPlace,
  siteIds: readonly number[],
  limit: number,
): Promise<readonly ChosenSite[]> {
  return database.$queryRaw<ChosenSite[]>`
    select site.key, span.path, span.line_number as line, span.function, span.api, span.status
    from site_span span join site on site.id = span.site_id
    where span.site_id = any(${[...siteIds]}::int[]) and ${holdsAt('span', revision)}
    order by span.path collate "C", span.line_number, site.id limit ${limit}::int`
}
