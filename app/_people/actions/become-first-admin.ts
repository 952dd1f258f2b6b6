import { createHash } from 'node:crypto'
import type { Origin } from '#app/_people/actor.ts'
import { forbidden } from '#app/_people/refusal.ts'
import type { Transaction } from '#prisma/client.ts'
import { recordAudit } from './record-audit.ts'

/** Makes whoever shows the secret of the first start the first admin. It works once. Throws `Refusal`. */
export async function becomeFirstAdmin(tx: Transaction, origin: Origin, token: string): Promise<void> {
  const value = createHash('sha256').update(token).digest('hex')
  const { count } = await tx.verification.deleteMany({
    where: { identifier: 'first-admin', value, expiresAt: { gt: new Date() } },
  })
  if (count === 0) throw forbidden('This link was used, or is too old: start Pinwatch again for a new one.')
  const { userId } = origin.actor
  await tx.user.update({ where: { id: userId }, data: { role: 'admin' }, select: { id: true } })
  await recordAudit(tx, origin, {
    action: 'person.role-changed',
    subject: `account ${userId}`,
    before: { role: origin.actor.role },
    after: { role: 'admin' },
  })
}
