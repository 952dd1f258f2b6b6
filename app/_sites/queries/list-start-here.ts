import { holdsAt, liveSpans, type RevisionPlace } from '#app/_data/revision-place.ts'
import { combineConditions, siteConditions } from '#app/_data/site-conditions.ts'
import type { SiteFilter } from '#app/_data/site-filter.ts'
import { remainingFilter } from '#app/_sites/sites-query.ts'
import type { Transaction } from '#prisma/client.ts'
import type { Reason, Status } from '#scanner/model/site.ts'

/** Something that is left to do, with how much there is to it. */
export interface StartingPoint {
  readonly key: string
  readonly path: string
  readonly line: number
  readonly function: string | null
  readonly api: string
  readonly target: string | null
  readonly status: Status
  readonly reason: Reason
  /** Calls that are to be changed besides this one: other ends of its pairs. */
  readonly touches: number
  readonly hasRelease: boolean
  /** All of them certain, in the same function, nothing odd was found, and it is known what to call instead. */
  readonly isEasy: boolean
  readonly subsystem: { readonly title: string; readonly slug: string } | null
}

/**
 * What remains of the acquires that fit a filter, in the order in which somebody would begin: what is mismatched; then what is done within
 * one function with nothing uncertain; then the rest, with what touches least first.
 */
export async function listStartHere(
  database: Transaction,
  revision: RevisionPlace,
  filter: SiteFilter,
  limit: number,
): Promise<readonly StartingPoint[]> {
  const remains = combineConditions(siteConditions(remainingFilter, revision))
  const fits = combineConditions(siteConditions(filter, revision))
  return database.$queryRaw<StartingPoint[]>`
    with ${liveSpans(revision)},
    fitting as (
      select span.*, site.key from live span join site on site.id = span.site_id
      where ${remains} and ${fits}
    ),
    ends as (
      select pair.acquire_id, count(far.target)::int as touches,
        bool_and(pair.grade = 'certain' and pair.rule = 'same-function') as is_near
      from pair join live far on far.site_id = pair.release_id
      where ${holdsAt('pair', revision)} and pair.acquire_id in (select site_id from fitting)
      group by pair.acquire_id
    )
    select
      fitting.key, path, line_number as line, function, api, target, status, reason, coalesce(touches, 0) as touches,
      ends.acquire_id is not null as "hasRelease",
      coalesce(is_near, false) and findings = '{}' and status = 'unconverted'
        -- another name for the same arguments
        and target is not distinct from replace(api, 'get_user_page', 'pin_user_page') as "isEasy", owner.said as subsystem
    from fitting
    left join ends on ends.acquire_id = fitting.site_id
    left join lateral (
      select jsonb_build_object('title', subsystem.title, 'slug', subsystem.slug) as said
      from site_subsystem member
      join subsystem on subsystem.id = member.subsystem_id
      where member.site_id = fitting.site_id and member.is_primary and ${holdsAt('member', revision)}
      limit 1
    ) owner on true
    order by status = 'mismatched' desc, "isEasy" desc, status = 'unconverted' desc, "hasRelease" desc, touches,
      path collate "C", line
    limit ${limit}`
}
