import type { Origin } from '#app/_people/actor.ts'
import { may } from '#app/_people/permissions.ts'
import { forbidden, Refusal } from '#app/_people/refusal.ts'
import type { Transaction } from '#prisma/client.ts'
import { recordAudit } from './record-audit.ts'

/**
 * Has something of the outbox tried anew, at once: to a webhook whatever became of it, with the same id and body, so that who has it knows; a
 * mail only where it has not arrived, since nobody wants one twice. Throws `Refusal`.
 */
export async function sendAgain(tx: Transaction, origin: Origin, id: number): Promise<void> {
  if (!may(origin.actor.role, 'manage mail')) throw forbidden('Only an admin may.')
  const changed = await tx.$executeRaw`
    update outbox set state = 'waiting', ended_at = null, attempts = 0, due_at = now(), created_at = now()
    where id = ${id} and (state in ('waiting', 'failed') or (channel = 'webhook' and state in ('sent', 'dropped')))`
  if (changed === 0)
    throw new Refusal(409, 'Not sent again', 'It is a mail that was sent or that nobody wants any more, or it is gone.')
  await recordAudit(tx, origin, { action: 'outbox.sent-again', subject: `outbox ${id}` })
}
