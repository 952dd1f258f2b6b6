import type { TokenScope } from '#app/_people/actor.ts'
import { forbidden, Refusal } from '#app/_people/refusal.ts'
import { isLocalOwner } from '#app/_people/sign-in-settings.ts'
import type { Transaction } from '#prisma/client.ts'
import { identifyToken, type TokenHolder } from './identify-token.ts'

/**
 * Whose token a request of the API carries. Refuses with 401 where there is none, or nobody's, and with 403 where it lacks the scope that is
 * asked for, if one is.
 */
export async function requireHolder(database: Transaction, headers: Headers, scope?: TokenScope): Promise<TokenHolder> {
  const token = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  if (token === undefined)
    throw new Refusal(
      401,
      'A token is needed',
      'Send Authorization: Bearer TOKEN; pinwatch token prints one in single-user mode.',
    )
  const home = isLocalOwner(process.env, headers.get('host')) ? (process.env.PINWATCH_HOME ?? null) : null
  const holder = await identifyToken(database, token, home)
  if (holder === null) throw new Refusal(401, 'The token is not valid', 'It is unknown, expired or revoked.')
  if (scope !== undefined && !holder.scopes.includes(scope))
    throw forbidden(`The token has no scope ${scope}; it has ${holder.scopes.join(', ')}.`)
  return holder
}
