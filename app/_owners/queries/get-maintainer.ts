import { holdsAt, type RevisionPlace } from '#app/_data/revision-place.ts'
import type { Transaction } from '#prisma/client.ts'
import { theRest } from '#scanner/model/owners.ts'
import type { Person } from '#scanner/model/site.ts'

export interface MaintainerFacts {
  readonly name: string
  readonly email: string
  /** Sections of the revision that name the person and have sites in the tree, by title; THE REST is left out. */
  readonly sections: readonly {
    readonly title: string
    readonly slug: string
    readonly role: Person['role']
    /** As this section writes it. */
    readonly email: string
  }[]
}

/** `null` if no revision of the tree names the address. */
export async function getMaintainer(
  database: Transaction,
  treeId: number,
  revision: RevisionPlace,
  email: string,
): Promise<MaintainerFacts | null> {
  const rows = await database.$queryRaw<MaintainerFacts[]>`
    select person.name, person.email, coalesce(now.sections, '[]') as sections
    from person
    left join lateral (
      select jsonb_agg(
        jsonb_build_object('title', subsystem.title, 'slug', subsystem.slug, 'role', named.role, 'email', named.email)
        order by lower(subsystem.title) collate "C") as sections
      from subsystem_person named
      join subsystem on subsystem.id = named.subsystem_id
      where named.person_id = person.id and ${holdsAt('named', revision)} and subsystem.title <> ${theRest}
    ) now on true
    where person.email = ${email} and exists (
      select from subsystem_person
      join subsystem on subsystem.id = subsystem_person.subsystem_id
      where subsystem_person.person_id = person.id and subsystem.tree_id = ${treeId}
    )`
  return rows[0] ?? null
}
