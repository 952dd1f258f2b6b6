import type { Actor } from '#app/_people/actor.ts'
import type { Transaction } from '#prisma/client.ts'

/** The actor that an account is; `null` if it is gone. */
export async function getActor(database: Transaction, userId: string): Promise<Actor | null> {
  const rows = await database.$queryRaw<Actor[]>`
    select account.id as "userId", participant.id as "participantId", account.name, account.email, account.role
    from "user" account join participant on participant.user_id = account.id and participant.email = lower(account.email)
    where account.id = ${userId}`
  return rows[0] ?? null
}
