import type { Transaction } from '#prisma/client.ts'
import type { Role } from '#scanner/model/api.ts'
import type { Status } from '#scanner/model/site.ts'
import type { TriageCase } from '#scanner/model/triage/triage.ts'
import { historyAt } from './history-of.ts'
import { holdsAt, type RevisionPlace } from './revision-place.ts'

/** A comment in the code that says why a call stays on plain references, beside its site. */
export interface SiteRemark {
  readonly siteId: number
  readonly key: string
  readonly path: string
  readonly line: number
  readonly function: string | null
  readonly api: string
  readonly role: Role
  readonly status: Status
  readonly case: TriageCase | null
  readonly reason: string
  /** Label and date of the first scanned revision that has the comment as it is, without a break since. */
  readonly since: string
  readonly sinceAt: Date
  /** When the revision was committed: the code says so as of then. */
  readonly asOf: Date
  /** The function is another one than it was then, and the comment is not: somebody has to see whether it is still true. */
  readonly isStale: boolean
}

/**
 * The comments of a revision, all or those of some sites, in the order of paths. Comments of one site in the history of the revision are
 * taken in order; one that says other words, or was away in between, begins anew.
 */
export async function listRemarks(
  database: Transaction,
  revision: RevisionPlace,
  siteIds?: readonly number[],
): Promise<readonly SiteRemark[]> {
  return database.$queryRaw<SiteRemark[]>`
    with recursive ${historyAt(revision)},
    present as materialized (
      select remark.* from site_remark remark
      where ${holdsAt('remark', revision)} and (${siteIds === undefined} or remark.site_id = any(${siteIds ?? []}::int[]))
    ),
    said as (
      select earlier.site_id, earlier.case_number, earlier.reason, earlier.code_digest, earlier.line_id, earlier.from_ordinal,
        -- up to the fork, where the line of the revision goes on from it
        earlier.to_ordinal > history.last_ordinal as reaches, earlier.to_ordinal, history.depth
      from history
      join site_remark earlier on earlier.line_id = history.line_id and earlier.from_ordinal <= history.last_ordinal
      where earlier.site_id in (select site_id from present)
    ),
    marked as (
      select said.*, row(case_number, reason) is distinct from row(lag(case_number) over past, lag(reason) over past)
        or case when lag(depth) over past = depth then lag(to_ordinal) over past < from_ordinal
          else not lag(reaches) over past end as begins
      from said
      window past as (partition by site_id order by depth desc, from_ordinal)
    ),
    -- what begins last of each site is how the present comment began
    begun as (
      select distinct on (site_id) site_id, line_id, from_ordinal, code_digest
      from marked where begins order by site_id, depth, from_ordinal desc
    )
    select
      present.site_id as "siteId", site.key, span.path, span.line_number as line, span.function, span.api, span.role, span.status,
      present.case_number as "case", present.reason,
      first.label as since, first.committed_at as "sinceAt",
      shown.committed_at as "asOf",
      coalesce(present.code_digest <> begun.code_digest, false) as "isStale"
    from present
    join site on site.id = present.site_id
    join site_span span on span.site_id = present.site_id and ${holdsAt('span', revision)}
    join begun on begun.site_id = present.site_id
    join revision shown on shown.line_id = ${revision.lineId} and shown.ordinal = ${revision.ordinal}
    join revision first on first.line_id = begun.line_id and first.ordinal = begun.from_ordinal
    order by span.path collate "C", span.line_number, site.key`
}
