import { getRevision } from '#app/_data/get-revision.ts'
import type { Store } from '#scanner/store/open-store.ts'
import { BenchError } from '../bench-error.ts'
import type { Subject } from './questions.ts'

/** Subjects of questions, spread over all revisions of the store, the same at every run. */
export async function drawSubjects(store: Store, amount: number): Promise<readonly Subject[]> {
  const rows = await store.$queryRaw<
    {
      readonly treeId: number
      readonly label: string
      readonly siteId: number
      readonly key: string
      readonly subsystemId: number
      readonly slug: string
      readonly email: string
    }[]
  >`
    with drawn as (
      select *, hashint8extended(id, 1) as luck from revision order by luck limit ${amount}
    )
    select
      drawn.tree_id as "treeId", drawn.label, site.id as "siteId", site.key, subsystem.id as "subsystemId", subsystem.slug,
      person.email
    from drawn
    cross join lateral (
      select site_id, subsystem_id from site_subsystem
      where line_id = drawn.line_id and is_primary and from_ordinal <= drawn.ordinal and to_ordinal > drawn.ordinal
      order by hashint8extended(site_id, drawn.luck) limit 1
    ) member
    join site on site.id = member.site_id
    join subsystem on subsystem.id = member.subsystem_id
    cross join lateral (
      select person_id from subsystem_person
      where subsystem_id = member.subsystem_id and line_id = drawn.line_id
        and from_ordinal <= drawn.ordinal and to_ordinal > drawn.ordinal
      order by position limit 1
    ) named
    join person on person.id = named.person_id
    order by drawn.luck`
  return Promise.all(
    rows.map(async ({ treeId, label, siteId, key, subsystemId, slug, email }) => {
      const revision = await getRevision(store, treeId, label)
      if (revision === null) throw new BenchError(`the store has no revision ${label}.`)
      return { treeId, revision, site: { id: siteId, key }, subsystem: { id: subsystemId, slug }, maintainer: email }
    }),
  )
}
