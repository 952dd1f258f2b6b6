import type { Origin } from '#app/_people/actor.ts'
import type { NewClaims } from '#app/_people/claim.ts'
import { may } from '#app/_people/permissions.ts'
import { chooseSites, keepUndone } from '#app/_people/queries/choose-sites.ts'
import { getRole } from '#app/_people/queries/get-role.ts'
import { openNewest } from '#app/_people/queries/open-newest.ts'
import { forbidden, Refusal } from '#app/_people/refusal.ts'
import type { Transaction } from '#prisma/client.ts'
import { ensureParticipant } from './ensure-participant.ts'
import { type SavedClaims, saveClaims } from './save-claims.ts'

/** Claims sites of a tree for oneself, or assigns them to somebody else, which takes the right to; those where something is left to be done. Throws `Refusal`. */
export async function claimSites(
  tx: Transaction,
  origin: Origin,
  slug: string,
  { sites, filter, person = 'me', note, due }: NewClaims,
): Promise<SavedClaims & { readonly treeId: number }> {
  const { actor } = origin
  const { tree, revision } = await openNewest(tx, slug)
  const siteIds = await keepUndone(tx, revision, await chooseSites(tx, tree.id, revision, { sites, filter }))
  if (siteIds.length === 0)
    throw new Refusal(
      422,
      'Nothing to claim',
      sites === undefined
        ? 'No site of the newest revision that is still to be converted fits this filter.'
        : 'Nothing is left to be done at these sites at the newest revision.',
    )
  const isOwn = person === 'me' || (await isOwnAddress(tx, actor.userId, person))
  const role = await getRole(tx, actor, revision, siteIds)
  if (!may(role, isOwn ? 'claim for oneself' : 'assign to somebody'))
    throw forbidden(
      isOwn
        ? 'Your account may read only.'
        : 'Only an admin or the maintainer of a section of every one of these sites may assign them to somebody else.',
    )
  const personId = person === 'me' ? actor.participantId : await ensureParticipant(tx, person)
  const saved = await saveClaims(tx, origin, {
    treeId: tree.id,
    revision,
    siteIds,
    personId,
    note: note || null,
    due: due ?? null,
  })
  return { ...saved, treeId: tree.id }
}

async function isOwnAddress(tx: Transaction, userId: string, email: string): Promise<boolean> {
  return (await tx.participant.count({ where: { email, userId } })) > 0
}
