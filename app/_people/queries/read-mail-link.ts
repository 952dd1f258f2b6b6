import type { Transaction } from '#prisma/client.ts'
import { findMailSecret } from '#prisma/telling/mail-secret.ts'
import { type MailGrant, readGrant } from '#prisma/telling/mail-token.ts'

/** What the link of a mail lets its reader do; `null`: we have written no such link. */
export async function readMailLink(database: Transaction, token: string | null): Promise<MailGrant | null> {
  if (token === null || token.length > 200) return null
  const secret = await findMailSecret(database)
  return secret === null ? null : readGrant(token, secret)
}
