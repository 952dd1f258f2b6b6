import { holdsAt, type RevisionPlace } from '#app/_data/revision-place.ts'
import type { Transaction } from '#prisma/client.ts'
import { theRest } from '#scanner/model/owners.ts'

/**
 * Whether MAINTAINERS of the revision names a proven address of the account as maintainer of some section of each of the sites. Asked at
 * each act: whoever no longer stands there may no longer.
 */
export async function maintainsAll(
  database: Transaction,
  revision: RevisionPlace,
  userId: string,
  siteIds: readonly number[],
): Promise<boolean> {
  const [row] = await database.$queryRaw<{ all: boolean }[]>`
    with mine as (
      select named.subsystem_id
      from participant
      join person on person.email = participant.email
      join subsystem_person named on named.person_id = person.id
      join subsystem on subsystem.id = named.subsystem_id
      where participant.user_id = ${userId} and named.role = 'maintainer' and subsystem.title <> ${theRest}
        and ${holdsAt('named', revision)}
    ),
    held as (
      select distinct member.site_id
      from site_subsystem member join mine on mine.subsystem_id = member.subsystem_id
      where ${holdsAt('member', revision)}
    )
    select not exists (
      select from unnest(${siteIds}::int[]) wanted (id) where not exists (select from held where held.site_id = wanted.id)
    ) as all`
  return siteIds.length > 0 && row?.all === true
}
