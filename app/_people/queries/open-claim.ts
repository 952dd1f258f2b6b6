import { getRevision } from '#app/_data/get-revision.ts'
import type { Actor } from '#app/_people/actor.ts'
import type { Claim } from '#app/_people/claim.ts'
import { forbidden, notFound } from '#app/_people/refusal.ts'
import type { Transaction } from '#prisma/client.ts'
import { getClaim, type StoredClaim } from './get-claim.ts'
import { listClaims } from './list-claims.ts'
import { mayChangeClaim } from './may-change-claim.ts'

/** A claim by its number as an address writes it, stored and as it is shown. Refuses where there is none. */
export async function openClaim(
  database: Transaction,
  id: string,
): Promise<{ readonly stored: StoredClaim; readonly claim: Claim }> {
  const stored = await findClaim(database, id)
  const revision = await getRevision(database, stored.treeId, null)
  const [claim] =
    revision === null ? [] : await listClaims(database, stored.treeId, revision, { claimIds: [stored.id] })
  if (claim === undefined) throw notFound('There is no such claim.')
  return { stored, claim }
}

/** One that the actor may change. */
export async function openOwnClaim(database: Transaction, actor: Actor, id: string): Promise<StoredClaim> {
  const stored = await findClaim(database, id)
  if (!(await mayChangeClaim(database, actor, stored)))
    throw forbidden('A claim is changed by its person, a maintainer of its section or an admin.')
  return stored
}

async function findClaim(database: Transaction, id: string): Promise<StoredClaim> {
  const stored = /^\d{1,9}$/.test(id) ? await getClaim(database, Number(id)) : null
  if (stored === null) throw notFound('There is no such claim.')
  return stored
}
