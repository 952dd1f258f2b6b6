import type { TokenScope } from '#app/_people/actor.ts'
import type { Token } from '#app/_people/token.ts'
import type { Transaction } from '#prisma/client.ts'

export const tokenColumns = {
  id: true,
  name: true,
  scopes: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
} as const

interface StoredToken {
  readonly id: number
  readonly name: string
  readonly scopes: readonly string[]
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly lastUsedAt: Date | null
  readonly revokedAt: Date | null
}

export function presentToken({ id, name, scopes, createdAt, expiresAt, lastUsedAt, revokedAt }: StoredToken): Token {
  return {
    id: String(id),
    name,
    scopes: scopes as TokenScope[], // only these are written
    created: createdAt.toISOString(),
    expires: expiresAt?.toISOString() ?? null,
    used: lastUsedAt?.toISOString() ?? null,
    revoked: revokedAt?.toISOString() ?? null,
  }
}

/** Tokens of an account, the newest first. */
export async function listTokens(database: Transaction, userId: string): Promise<readonly Token[]> {
  const tokens = await database.apiToken.findMany({ where: { userId }, orderBy: { id: 'desc' }, select: tokenColumns })
  return tokens.map(presentToken)
}
