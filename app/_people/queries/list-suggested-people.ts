import { holdsAt, type RevisionPlace } from '#app/_data/revision-place.ts'
import type { Transaction } from '#prisma/client.ts'
import { theRest } from '#scanner/model/owners.ts'

export interface SuggestedPerson {
  readonly email: string
  readonly name: string
}

const suggestedMax = 40

/**
 * Who may be asked to work on sites: whom MAINTAINERS names for them, then who wrote commits that changed them; of each kind those of the most
 * sites first.
 */
export async function listSuggestedPeople(
  database: Transaction,
  revision: RevisionPlace,
  siteIds: readonly number[],
): Promise<readonly SuggestedPerson[]> {
  const ids = [...siteIds]
  return database.$queryRaw<SuggestedPerson[]>`
    with section as (
      select member.subsystem_id, count(*) as sites from site_subsystem member join subsystem on subsystem.id = member.subsystem_id
      where member.site_id = any(${ids}::int[]) and subsystem.title <> ${theRest} and ${holdsAt('member', revision)}
      group by member.subsystem_id
    ),
    named as (
      select person.email, person.name, 0 as rank, section.sites from subsystem_person member
      join section on section.subsystem_id = member.subsystem_id
      join person on person.id = member.person_id
      where ${holdsAt('member', revision)}
      union all
      select lower(event.author_email), event.author_name, 1, 1 from event
      where event.site_id = any(${ids}::int[]) and event.author_email is not null
    )
    select email, max(name) as name from named group by email order by min(rank), sum(sites) desc, email limit ${suggestedMax}::int`
}
