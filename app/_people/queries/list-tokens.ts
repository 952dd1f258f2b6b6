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
  user: { select: { email: true } },
} as const

interface StoredToken {
  readonly id: number
  readonly name: string
  readonly scopes: readonly string[]
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly lastUsedAt: Date | null
  readonly revokedAt: Date | null
  readonly user: { readonly email: string }
}

export function presentToken(stored: StoredToken): Token {
  const { id, user, name, scopes, createdAt, expiresAt, lastUsedAt, revokedAt } = stored
  return {
    id: String(id),
    person: user.email,
    name,
    scopes: scopes as TokenScope[], // only these are written
    created: createdAt.toISOString(),
    expires: expiresAt?.toISOString() ?? null,
    used: lastUsedAt?.toISOString() ?? null,
    revoked: revokedAt?.toISOString() ?? null,
  }
}

/** Tokens of an account, or of all of them, the newest first. */
export async function listTokens(database: Transaction, userId: string | 'all'): Promise<readonly Token[]> {
  const tokens = await database.apiToken.findMany({
    ...(userId === 'all' ? {} : { where: { userId } }),
    orderBy: { id: 'desc' },
    select: tokenColumns,
  })
  return tokens.map(presentToken)
}
