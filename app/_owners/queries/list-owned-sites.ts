import { holdsAt, liveSpans, type RevisionPlace } from '#app/_data/revision-place.ts'
import { combineConditions, siteConditions, visibleCondition } from '#app/_data/site-conditions.ts'
import type { SiteFilter } from '#app/_data/site-filter.ts'
import type { Transaction } from '#prisma/client.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import type { Role } from '#scanner/model/api.ts'
import type { Reason, Status } from '#scanner/model/site.ts'

/** A site in a list of one owner. */
export interface OwnedSite {
  readonly key: string
  readonly path: string
  readonly line: number
  readonly function: string | null
  readonly api: string
  readonly role: Role
  readonly status: Status
  readonly reason: Reason
  /** The primary section, which may be another one than the owner's. */
  readonly primary: { readonly title: string; readonly slug: string } | null
}

/** All sites that fit a filter, by path and line: for the pages of one section or one person, whose sites are few. */
export async function listOwnedSites(
  database: Transaction,
  revision: RevisionPlace,
  filter: SiteFilter,
): Promise<readonly OwnedSite[]> {
  const fits: Prisma.Sql = combineConditions(siteConditions(filter, revision))
  return database.$queryRaw<OwnedSite[]>`
    with ${liveSpans(revision)}
    select
      site.key, span.path, span.line_number as line, span.function, span.api, span.role, span.status, span.reason,
      owner.said as primary
    from live span
    join site on site.id = span.site_id
    left join lateral (
      select jsonb_build_object('title', subsystem.title, 'slug', subsystem.slug) as said
      from site_subsystem member
      join subsystem on subsystem.id = member.subsystem_id
      where member.site_id = span.site_id and member.is_primary and ${holdsAt('member', revision)}
      limit 1
    ) owner on true
    where ${visibleCondition(filter)} and ${fits}
    order by span.path collate "C", span.line_number, span.column_number, site.key`
}
