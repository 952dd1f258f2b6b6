import type { Actor } from '#app/_people/actor.ts'
import { getActor } from '#app/_people/queries/get-actor.ts'
import type { Transaction } from '#prisma/client.ts'
import { ensureParticipant } from './ensure-participant.ts'

export const ownerId = 'local'
const ownerEmail = 'owner@localhost'

/** Which nobody can be reached by. */
export const isOwnerAddress = (email: string): boolean => email === ownerEmail

/** The one who may do everything in single-user mode; made when first somebody asks. */
export async function ensureOwner(database: Transaction): Promise<Actor> {
  const known = await getActor(database, ownerId)
  if (known !== null) return known
  await database.$executeRaw`
    insert into "user" (id, name, email, email_verified, role)
    values (${ownerId}, 'Local owner', ${ownerEmail}, true, 'admin')
    on conflict do nothing`
  const participantId = await ensureParticipant(database, ownerEmail, 'Local owner')
  await database.participant.update({ where: { id: participantId }, data: { userId: ownerId }, select: { id: true } })
  const owner = await getActor(database, ownerId)
  if (owner === null) throw new Error('the local owner could not be made')
  return owner
}
