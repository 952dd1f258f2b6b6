import type { Progress } from '#app/_data/progress.ts'
import { progressColumns } from '#app/_data/progress-columns.ts'
import { holdsAt, type RevisionPlace } from '#app/_data/revision-place.ts'
import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/prisma-of-process.ts'
import { theRest } from '#scanner/model/owners.ts'
import type { Person } from '#scanner/model/site.ts'

/** A section with sites; each of its sites counts, also those that count for a deeper section first. */
export interface ListedSubsystem extends Progress {
  readonly title: string
  readonly slug: string
  readonly support: string | null
  /** Sites that the site list shows: acquires and releases. */
  readonly sites: number
  readonly people: readonly Person[]
}

/** Every section of the revision that has sites, by title. THE REST has all of them and is left out. */
export async function listSubsystems(
  database: Transaction,
  revision: RevisionPlace & { readonly id: number },
): Promise<readonly ListedSubsystem[]> {
  return database.$queryRaw<ListedSubsystem[]>`
    with counted as (
      select
        count.subsystem_id, sum(count.sites)::int as sites,
        ${progressColumns('count', Prisma.sql`count.sites`)}
      from count
      where count.revision_id = ${revision.id} and count.subsystem_id is not null and count.status <> 'unrelated'
      group by count.subsystem_id
      having sum(count.sites) > 0
    )
    select counted.*, subsystem.title, subsystem.slug, said.support, coalesce(named.people, '[]') as people
    from counted
    join subsystem on subsystem.id = counted.subsystem_id
    left join subsystem_span said on said.subsystem_id = subsystem.id and ${holdsAt('said', revision)}
    left join lateral (
      select jsonb_agg(
        jsonb_build_object('name', person.name, 'email', person.email, 'role', person.role)
        order by person.position) as people
      from subsystem_person person
      where person.subsystem_id = subsystem.id and ${holdsAt('person', revision)}
    ) named on true
    where subsystem.title <> ${theRest}
    order by lower(subsystem.title) collate "C", subsystem.title collate "C"`
}
