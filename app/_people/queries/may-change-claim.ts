import { getRevision } from '#app/_data/get-revision.ts'
import type { Actor } from '#app/_people/actor.ts'
import { may } from '#app/_people/permissions.ts'
import type { Transaction } from '#prisma/client.ts'
import type { StoredClaim } from './get-claim.ts'
import { getRole } from './get-role.ts'

/** Whether somebody may change or withdraw a claim: their own, or any of the sections that they maintain. */
export async function mayChangeClaim(database: Transaction, actor: Actor, claim: StoredClaim): Promise<boolean> {
  const revision = await getRevision(database, claim.treeId, null)
  const role = revision === null ? actor.role : await getRole(database, actor, revision, [claim.siteId])
  return may(role, claim.userId === actor.userId ? 'change own claim' : 'change any claim')
}
