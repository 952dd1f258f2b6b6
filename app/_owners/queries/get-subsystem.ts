import { holdsAt, type RevisionPlace } from '#app/_data/revision-place.ts'
import type { Transaction } from '#prisma/client.ts'
import type { Person } from '#scanner/model/site.ts'

/** What MAINTAINERS of the revision says of a section. */
export interface SubsystemFacts {
  readonly title: string
  readonly slug: string
  /** Whether MAINTAINERS of this revision has it: other revisions of the tree may. */
  readonly isThere: boolean
  readonly support: string | null
  readonly lists: readonly string[]
  readonly people: readonly Person[]
}

/** `null` if no revision of the tree has such a section with a site. */
export async function getSubsystem(
  database: Transaction,
  treeId: number,
  revision: RevisionPlace,
  slug: string,
): Promise<SubsystemFacts | null> {
  const rows = await database.$queryRaw<SubsystemFacts[]>`
    select
      subsystem.title, subsystem.slug, said.id is not null as "isThere", said.support,
      coalesce(said.lists, '{}') as lists, coalesce(named.people, '[]') as people
    from subsystem
    left join subsystem_span said on said.subsystem_id = subsystem.id and ${holdsAt('said', revision)}
    left join lateral (
      select jsonb_agg(
        jsonb_build_object('name', person.name, 'email', person.email, 'role', person.role)
        order by person.position) as people
      from subsystem_person person
      where person.subsystem_id = subsystem.id and ${holdsAt('person', revision)}
    ) named on true
    where subsystem.tree_id = ${treeId} and subsystem.slug = ${slug}`
  return rows[0] ?? null
}
