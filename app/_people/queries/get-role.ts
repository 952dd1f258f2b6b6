import type { RevisionPlace } from '#app/_data/revision-place.ts'
import type { Actor } from '#app/_people/actor.ts'
import type { Role } from '#app/_people/permissions.ts'
import type { Transaction } from '#prisma/client.ts'
import { maintainsAll } from './maintains-all.ts'

/** What somebody is where they act: on these sites of a tree, as its newest revision knows them. */
export async function getRole(
  database: Transaction,
  actor: Actor,
  revision: RevisionPlace,
  siteIds: readonly number[],
): Promise<Role> {
  if (actor.role !== 'contributor') return actor.role
  return (await maintainsAll(database, revision, actor.userId, siteIds)) ? 'maintainer' : 'contributor'
}
