import { holdsAt, type RevisionPlace } from '#app/_data/revision-place.ts'
import type { Transaction } from '#prisma/client.ts'
import { theRest } from '#scanner/model/owners.ts'

export interface SuggestedPerson {
  readonly email: string
  readonly name: string
}

const suggestedMax = 40

/** Who may be asked to work on a site: whom MAINTAINERS names for it, and who wrote commits that changed sites of its sections. */
export async function listSuggestedPeople(
  database: Transaction,
  revision: RevisionPlace,
  siteId: number,
): Promise<readonly SuggestedPerson[]> {
  return database.$queryRaw<SuggestedPerson[]>`
    with section as (
      select member.subsystem_id from site_subsystem member join subsystem on subsystem.id = member.subsystem_id
      where member.site_id = ${siteId}::int and subsystem.title <> ${theRest} and ${holdsAt('member', revision)}
    ),
    named as (
      select person.email, person.name, 0 as rank from subsystem_person member
      join section on section.subsystem_id = member.subsystem_id
      join person on person.id = member.person_id
      where ${holdsAt('member', revision)}
      union all
      select lower(event.author_email), event.author_name, 1 from event
      where event.site_id = ${siteId}::int and event.author_email is not null
    )
    select email, max(name) as name from named group by email order by min(rank), email limit ${suggestedMax}::int`
}
