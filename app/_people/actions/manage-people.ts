import { randomUUID } from 'node:crypto'
import type { Origin } from '#app/_people/actor.ts'
import { type AccountRole, may } from '#app/_people/permissions.ts'
import { forbidden, notFound, Refusal } from '#app/_people/refusal.ts'
import type { Transaction } from '#prisma/client.ts'
import { recordAudit } from './record-audit.ts'

/** Gives an account another role. The last admin stays one. Throws `Refusal`. */
export async function changeRole(tx: Transaction, origin: Origin, userId: string, role: AccountRole): Promise<void> {
  if (!may(origin.actor.role, 'manage people')) throw forbidden('Only an admin may.')
  await lockRoles(tx)
  const account = await tx.user.findUnique({ where: { id: userId }, select: { role: true } })
  if (account === null) throw notFound('There is no such account.')
  if (account.role === role) return
  if (account.role === 'admin' && (await tx.user.count({ where: { role: 'admin' } })) === 1)
    throw new Refusal(409, 'The last admin', 'Somebody has to stay admin: make another one first.')
  await tx.user.update({ where: { id: userId }, data: { role }, select: { id: true } })
  await recordAudit(tx, origin, {
    action: 'person.role-changed',
    subject: `account ${userId}`,
    before: { role: account.role },
    after: { role },
  })
}

/**
 * Forgets who somebody is, at their own wish or by an admin: account, sessions and tokens go, and the people that claims, triage, notes and
 * the audit name by number have a pseudonym. Nothing else of these changes. Throws `Refusal`.
 */
export async function forgetPerson(tx: Transaction, origin: Origin, userId: string): Promise<void> {
  const { actor } = origin
  if (actor.userId !== userId && !may(actor.role, 'manage people')) throw forbidden('Only an admin may.')
  await lockRoles(tx)
  const account = await tx.user.findUnique({ where: { id: userId }, select: { role: true } })
  if (account === null) throw notFound('There is no such account.')
  if (account.role === 'admin' && (await tx.user.count({ where: { role: 'admin' } })) === 1)
    throw new Refusal(409, 'The last admin', 'Somebody has to stay admin: make another one first.')
  // what was on its way to them, or was sent, has their address
  await tx.outbox.deleteMany({ where: { participant: { userId } } })
  await tx.mailStop.deleteMany({ where: { participant: { userId } } })
  const pseudonym = `Somebody ${randomUUID().slice(0, 8)}`
  await tx.participant.updateMany({ where: { userId }, data: { email: null, name: pseudonym, userId: null } })
  await tx.user.delete({ where: { id: userId }, select: { id: true } })
  await recordAudit(tx, origin, { action: 'person.forgotten', subject: pseudonym })
}

/** One such change at a time: of two admins who demote or forget each other one stays. */
async function lockRoles(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('pinwatch.change_role'))`
}
