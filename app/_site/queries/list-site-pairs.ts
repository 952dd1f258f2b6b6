import { holdsAt, type RevisionPlace } from '#app/_data/revision-place.ts'
import type { Transaction } from '#prisma/client.ts'
import type { EvidenceStep } from '#scanner/model/publication.ts'
import type { Grade, RuleName, Status } from '#scanner/model/site.ts'

/** The other end of a pair, with what joins the two. */
export interface SitePair {
  readonly key: string
  readonly path: string
  readonly line: number
  readonly function: string | null
  readonly api: string
  readonly status: Status
  readonly target: string | null
  readonly rule: RuleName
  readonly grade: Grade
  readonly evidence: readonly EvidenceStep[]
}

/** All releases of an acquire, or all acquires of a release, in the order of rows. */
export async function listSitePairs(
  database: Transaction,
  revision: RevisionPlace,
  siteId: number,
): Promise<readonly SitePair[]> {
  return database.$queryRaw<SitePair[]>`
    select
      site.key, span.path, span.line_number as line, span.function, span.api, span.status, span.target,
      found.rule, found.grade, found.evidence
    from (
      select release_id as other_id, rule, grade, evidence from pair where acquire_id = ${siteId} and ${holdsAt('pair', revision)}
      union all
      select acquire_id, rule, grade, evidence from pair where release_id = ${siteId} and ${holdsAt('pair', revision)}
    ) found
    join site on site.id = found.other_id
    join site_span span on span.site_id = site.id and ${holdsAt('span', revision)}
    order by span.path collate "C", span.line_number, span.column_number`
}
