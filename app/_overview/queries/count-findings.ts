import { holdsAt, type RevisionPlace } from '#app/_data/revision-place.ts'
import type { Transaction } from '#prisma/client.ts'
import type { Finding } from '#scanner/model/site.ts'

export interface FindingCount {
  readonly finding: Finding
  readonly sites: number
}

/** How many sites of a revision each finding was made at, most first. */
export async function countFindings(database: Transaction, revision: RevisionPlace): Promise<readonly FindingCount[]> {
  return database.$queryRaw<FindingCount[]>`
    select finding, count(*)::int as sites
    from site_span span, unnest(span.findings) as finding
    where ${holdsAt('span', revision)} and span.status <> 'unrelated'
    group by finding
    order by sites desc, finding`
}
