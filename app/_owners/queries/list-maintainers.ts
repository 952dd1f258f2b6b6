import type { Progress } from '#app/_data/progress.ts'
import { progressColumns } from '#app/_data/progress-columns.ts'
import { holdsAt, type RevisionPlace } from '#app/_data/revision-place.ts'
import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/prisma-of-process.ts'
import { theRest } from '#scanner/model/owners.ts'
import type { Person } from '#scanner/model/site.ts'

export interface ListedMaintainer extends Progress {
  readonly name: string
  /** In lower case; in addresses of pages. */
  readonly email: string
  /** What the person is in the sections that these sites belong to: one or both. */
  readonly roles: readonly Person['role'][]
  /** Acquires and releases. */
  readonly sites: number
  readonly subsystems: number
}

/**
 * Everybody whom a section with sites names, but THE REST, by name. A site counts once for a person, in however many of
 * the person's sections it is. `role` counts only what the person is that for.
 */
export async function listMaintainers(
  database: Transaction,
  revision: RevisionPlace & { readonly id: number },
  role: Person['role'] | null,
): Promise<readonly ListedMaintainer[]> {
  return database.$queryRaw<ListedMaintainer[]>`
    with named as materialized (
      select named.person_id, named.subsystem_id, named.role
      from subsystem_person named
      join subsystem on subsystem.id = named.subsystem_id
      where ${holdsAt('named', revision)} and subsystem.title <> ${theRest}
        and ${role === null ? Prisma.sql`true` : Prisma.sql`named.role = ${role}`}
    ),
    sections as (
      select named.person_id, array_agg(distinct named.role order by named.role) as roles,
        count(distinct named.subsystem_id)::int as subsystems
      from named
      where named.subsystem_id in (
        select subsystem_id from count where revision_id = ${revision.id} and status <> 'unrelated' and sites > 0
      )
      group by named.person_id
    ),
    ${role === null ? countedAtPublish(revision.id) : countedNow(revision)}
    select counted.*, person.name, person.email, sections.roles, sections.subsystems
    from counted
    join sections on sections.person_id = counted.person_id
    join person on person.id = counted.person_id
    order by lower(person.name), person.email`
}

/** What everybody has in any role is written when a revision is published. */
function countedAtPublish(revisionId: number): Prisma.Sql {
  return Prisma.sql`
    counted as (
      select owned.person_id, sum(owned.sites)::int as sites, ${progressColumns('owned', Prisma.sql`owned.sites`)}
      from person_count owned
      where owned.revision_id = ${revisionId}
      group by owned.person_id
    )`
}

function countedNow(revision: RevisionPlace): Prisma.Sql {
  return Prisma.sql`
    -- materialized: with one row guessed for each interval the planner would look every site up for every person
    member as materialized (
      select member.subsystem_id, member.site_id, span.role, span.status
      from site_subsystem member
      join site_span span on span.site_id = member.site_id
      where ${holdsAt('member', revision)} and ${holdsAt('span', revision)} and span.status <> 'unrelated'
    ),
    owned as (
      select distinct named.person_id, member.site_id, member.role, member.status
      from named join member on member.subsystem_id = named.subsystem_id
    ),
    counted as (
      select owned.person_id, count(*)::int as sites, ${progressColumns('owned', Prisma.sql`1`)}
      from owned group by owned.person_id
    )`
}
