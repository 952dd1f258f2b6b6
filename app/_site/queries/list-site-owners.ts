import { holdsAt, type RevisionPlace } from '#app/_data/revision-place.ts'
import type { Transaction } from '#prisma/client.ts'
import type { Person } from '#scanner/model/site.ts'

/** A section of MAINTAINERS that a site belongs to. */
export interface SiteOwner {
  readonly title: string
  readonly slug: string
  readonly primary: boolean
  readonly support: string | null
  readonly lists: readonly string[]
  readonly people: readonly Person[]
}

/** The sections of a site, deepest first. */
export async function listSiteOwners(
  database: Transaction,
  revision: RevisionPlace,
  siteId: number,
): Promise<readonly SiteOwner[]> {
  return database.$queryRaw<SiteOwner[]>`
    select
      subsystem.title, subsystem.slug, member.is_primary as primary, said.support, coalesce(said.lists, '{}') as lists,
      coalesce(named.people, '[]') as people
    from site_subsystem member
    join subsystem on subsystem.id = member.subsystem_id
    left join subsystem_span said on said.subsystem_id = subsystem.id and ${holdsAt('said', revision)}
    left join lateral (
      select jsonb_agg(
        jsonb_build_object('name', person.name, 'email', person.email, 'role', person.role)
        order by person.position) as people
      from subsystem_person person
      where person.subsystem_id = subsystem.id and ${holdsAt('person', revision)}
    ) named on true
    where member.site_id = ${siteId} and ${holdsAt('member', revision)}
    order by member.position`
}
