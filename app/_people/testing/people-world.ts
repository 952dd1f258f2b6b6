import { ensureParticipant } from '#app/_people/actions/ensure-participant.ts'
import type { Origin } from '#app/_people/actor.ts'
import type { AccountRole } from '#app/_people/permissions.ts'
import { getActor } from '#app/_people/queries/get-actor.ts'
import { digestToken } from '#app/_people/queries/identify-token.ts'
import type { Database } from '#prisma/client.ts'

export interface TestAccount {
  readonly userId: string
  readonly email: string
  readonly token: string
}

let accounts = 0

/** An account with a proven address and a token of every scope that its role may have. */
export async function makeAccount(
  db: Database,
  role: AccountRole,
  email = `${role}@example.org`,
): Promise<TestAccount> {
  const userId = `user-${++accounts}`
  await db.user.create({
    data: { id: userId, name: `A ${role}`, email, emailVerified: true, role },
    select: { id: true },
  })
  const participantId = await ensureParticipant(db, email, `A ${role}`)
  await db.participant.update({ where: { id: participantId }, data: { userId }, select: { id: true } })
  const token = `pinwatch_token_of_${userId}_that_is_long`
  const scopes = role === 'admin' ? ['read', 'write', 'admin'] : ['read', 'write']
  await db.apiToken.create({
    data: { userId, name: 'test', digest: digestToken(token), scopes },
    select: { id: true },
  })
  return { userId, email, token }
}

/** Where an act of an account comes from that is done through a page. */
export async function originOf(db: Database, { userId }: TestAccount): Promise<Origin> {
  const actor = await getActor(db, userId)
  if (actor === null) throw new Error(`there is no account ${userId}`)
  return { actor, via: 'page', address: '192.0.2.1' }
}
