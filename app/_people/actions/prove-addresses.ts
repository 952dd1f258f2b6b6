import type { Transaction } from '#prisma/client.ts'
import { ensureParticipant } from './ensure-participant.ts'

/**
 * Makes the account the owner of its own address and of others that were proven with it. The own one in any case: whoever signs in with it
 * has just proven it. Another only if it is nobody else's.
 */
export async function proveAddresses(
  database: Transaction,
  userId: string,
  others: readonly string[] = [],
): Promise<void> {
  const account = await database.user.findUnique({ where: { id: userId }, select: { email: true, name: true } })
  if (account === null) return
  const own = account.email.toLowerCase()
  const participantId = await ensureParticipant(database, own, account.name.trim() || null)
  await database.participant.update({ where: { id: participantId }, data: { userId }, select: { id: true } })
  for (const email of new Set(others.map((address) => address.toLowerCase()))) {
    if (email === own) continue
    const id = await ensureParticipant(database, email, account.name.trim() || null)
    await database.participant.updateMany({ where: { id, userId: null }, data: { userId } })
  }
}
