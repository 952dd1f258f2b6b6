import { randomBytes } from 'node:crypto'
import type { Origin, TokenScope } from '#app/_people/actor.ts'
import { may } from '#app/_people/permissions.ts'
import { digestToken } from '#app/_people/queries/identify-token.ts'
import { presentToken, tokenColumns } from '#app/_people/queries/list-tokens.ts'
import { forbidden, notFound } from '#app/_people/refusal.ts'
import type { NewToken, Token } from '#app/_people/token.ts'
import type { Transaction } from '#prisma/client.ts'
import { recordAudit } from './record-audit.ts'

const dayMs = 86_400_000

/** Makes a token of one's own, with no scope that whoever asks lacks. The text is in this answer and nowhere else. Throws `Refusal`. */
export async function makeToken(
  tx: Transaction,
  origin: Origin,
  { name, scopes = usualScopes(origin), days }: NewToken,
): Promise<Token & { readonly token: string }> {
  const { actor } = origin
  if (!may(actor.role, 'make a token')) throw forbidden('Your account may have no token.')
  if (scopes.includes('admin') && actor.role !== 'admin')
    throw forbidden('Only an admin may have a token of scope admin.')
  // else whoever got hold of one could make a mightier one
  const lacking = scopes.find((scope) => origin.scopes?.includes(scope) === false)
  if (lacking !== undefined) throw forbidden(`The token has no scope ${lacking} to pass on.`)
  const token = `pinwatch_${randomBytes(32).toString('base64url')}`
  const made = await tx.apiToken.create({
    data: {
      userId: actor.userId,
      name,
      digest: digestToken(token),
      scopes: [...new Set(scopes)],
      expiresAt: days === undefined ? null : new Date(Date.now() + days * dayMs),
    },
    select: tokenColumns,
  })
  await recordAudit(tx, origin, { action: 'token.made', subject: `token ${made.id}`, after: { name, scopes } })
  return { ...presentToken(made), token }
}

const usualScopes = ({ scopes }: Origin): TokenScope[] =>
  (['read', 'write'] as const).filter((scope) => scopes?.includes(scope) ?? true)

/** Revokes a token of one's own, or anybody's by an admin. Throws `Refusal`. */
export async function revokeToken(tx: Transaction, origin: Origin, id: number): Promise<void> {
  const { actor } = origin
  const mayAll = may(actor.role, 'manage tokens') && origin.scopes?.includes('admin') !== false
  const [revoked] = await tx.apiToken.updateManyAndReturn({
    where: { id, revokedAt: null, ...(mayAll ? {} : { userId: actor.userId }) },
    data: { revokedAt: new Date() },
    select: { name: true, userId: true },
  })
  if (revoked === undefined) throw notFound('You have no such token.')
  const { name, userId } = revoked
  await recordAudit(tx, origin, {
    action: 'token.revoked',
    subject: `token ${id}`,
    before: { name, account: userId },
  })
}
