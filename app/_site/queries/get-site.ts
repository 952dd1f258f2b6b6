import { holdsAt, type RevisionPlace } from '#app/_data/revision-place.ts'
import type { Transaction } from '#prisma/client.ts'
import type { Family, Role, SiteClass } from '#scanner/model/api.ts'
import type { FileBuild } from '#scanner/model/builds.ts'
import type { Finding, Reason, Status, Via } from '#scanner/model/site.ts'

/** A site as it is at one revision. */
export interface SiteAtRevision {
  readonly siteId: number
  readonly key: string
  readonly path: string
  readonly line: number
  readonly column: number
  readonly function: string | null
  readonly ordinal: number
  readonly api: string
  readonly role: Role
  readonly family: Family
  readonly class: SiteClass
  readonly target: string | null
  readonly status: Status
  readonly reason: Reason
  readonly caseNumber: number | null
  readonly longterm: boolean
  readonly findings: readonly Finding[]
  /** What the judgement rests on besides the pairs. */
  readonly evidence: readonly string[]
  readonly via: readonly Via[]
  /** What turns its file on; `null` where every configuration does, or nothing tells. */
  readonly build: FileBuild | null
}

/** `null` if the site is not in this revision; `getSiteElsewhere` knows whether there is such a site at all. */
export async function getSite(
  database: Transaction,
  treeId: number,
  revision: RevisionPlace,
  key: string,
): Promise<SiteAtRevision | null> {
  const rows = await database.$queryRaw<SiteAtRevision[]>`
    select
      site.id as "siteId", site.key, span.path, span.line_number as line, span.column_number as "column", span.function,
      span.nth as ordinal, span.api, span.role, span.family, span.class, span.target, span.status, span.reason,
      span.case_number as "caseNumber", span.longterm, span.findings, span.evidence, span.via, file.build
    from site
    join site_span span on span.site_id = site.id
    left join file_span file on file.path = span.path and ${holdsAt('file', revision)}
    where site.tree_id = ${treeId} and site.key = ${key} and ${holdsAt('span', revision)}`
  return rows[0] ?? null
}
