import { createHash, timingSafeEqual } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureOwner } from '#app/_people/actions/ensure-owner.ts'
import { type Actor, type TokenScope, tokenScopes } from '#app/_people/actor.ts'
import type { Transaction } from '#prisma/client.ts'
import { getActor } from './get-actor.ts'

export interface TokenHolder {
  readonly actor: Actor
  readonly scopes: readonly TokenScope[]
}

export const digestToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/**
 * Whose a token is; `null` if it is nobody's, revoked or expired. `home` has the token of single-user mode and is only given there: `pinwatch
 * token` wrote it.
 */
export async function identifyToken(
  database: Transaction,
  token: string,
  home: string | null,
): Promise<TokenHolder | null> {
  if (!/^[\w-]{20,200}$/.test(token)) return null
  const local = home === null ? null : await readLocalToken(home)
  if (local !== null && isSame(local, token)) return { actor: await ensureOwner(database), scopes: tokenScopes }
  const rows = await database.$queryRaw<{ userId: string; scopes: TokenScope[] }[]>`
    update api_token set last_used_at = now()
    where digest = ${digestToken(token)} and revoked_at is null and (expires_at is null or expires_at > now())
    returning user_id as "userId", scopes`
  const [row] = rows
  const actor = row === undefined ? null : await getActor(database, row.userId)
  return row === undefined || actor === null ? null : { actor, scopes: row.scopes }
}

async function readLocalToken(home: string): Promise<string | null> {
  try {
    return (await readFile(join(home, 'token'), 'utf8')).trim() || null
  } catch (error) {
    // there is none until somebody asks for it
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** In a time that does not say how much of it is right. */
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(digestToken(one)), Buffer.from(digestToken(other)))
}
