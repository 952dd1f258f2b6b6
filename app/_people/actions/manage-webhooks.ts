import { randomBytes } from 'node:crypto'
import type { Origin } from '#app/_people/actor.ts'
import { may } from '#app/_people/permissions.ts'
import { forbidden, notFound, Refusal } from '#app/_people/refusal.ts'
import type { NewWebhook } from '#app/_people/webhook.ts'
import type { Transaction } from '#prisma/client.ts'
import { formatSecret } from '#prisma/telling/sign-webhook.ts'
import { recordAudit } from './record-audit.ts'

const hooksMax = 20

function requireAdmin({ actor }: Origin): void {
  if (!may(actor.role, 'manage mail')) throw forbidden('Only an admin may.')
}

/** Adds a webhook; resolves to its secret, which is shown once. Whether its host may be posted to is found out when something is. Throws `Refusal`. */
export async function addWebhook(
  tx: Transaction,
  origin: Origin,
  { tree: slug, url, events }: NewWebhook,
): Promise<string> {
  requireAdmin(origin)
  const tree = await tx.tree.findUnique({ where: { slug }, select: { id: true } })
  if (tree === null) throw notFound('There is no such tree.')
  if ((await tx.webhook.count({ where: { treeId: tree.id } })) >= hooksMax)
    throw new Refusal(409, 'Too many webhooks', `A tree has ${hooksMax} webhooks at most: remove one first.`)
  const secret = randomBytes(32)
  const { id } = await tx.webhook.create({ data: { treeId: tree.id, url, secret, events }, select: { id: true } })
  await recordAudit(tx, origin, {
    action: 'webhook.added',
    treeId: tree.id,
    subject: `webhook ${id}`,
    after: { url, events },
  })
  return formatSecret(secret)
}

/** Removes a webhook with the log of what was posted. Throws `Refusal`. */
export async function removeWebhook(tx: Transaction, origin: Origin, id: number): Promise<void> {
  requireAdmin(origin)
  const hook = await tx.webhook.findUnique({ where: { id }, select: { treeId: true, url: true, events: true } })
  if (hook === null) throw notFound('There is no such webhook.')
  await tx.webhook.delete({ where: { id }, select: { id: true } })
  await recordAudit(tx, origin, {
    action: 'webhook.removed',
    treeId: hook.treeId,
    subject: `webhook ${id}`,
    before: { url: hook.url, events: hook.events },
  })
}

/** Switches a webhook off or on again. What happens meanwhile is not told later. Throws `Refusal`. */
export async function switchWebhook(tx: Transaction, origin: Origin, id: number, isActive: boolean): Promise<void> {
  requireAdmin(origin)
  const { count } = await tx.webhook.updateMany({ where: { id, isActive: !isActive }, data: { isActive } })
  if (count === 0) return
  const { treeId } = await tx.webhook.findUniqueOrThrow({ where: { id }, select: { treeId: true } })
  await recordAudit(tx, origin, { action: 'webhook.switched', treeId, subject: `webhook ${id}`, after: { isActive } })
}
