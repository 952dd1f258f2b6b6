import { z } from 'zod'
import { tokenScopes } from './actor.ts'
import { shortText } from './claim.ts'

export const newTokenSchema = z.strictObject({
  name: shortText(100).min(1).describe('What it is for.'),
  scopes: z.array(z.enum(tokenScopes)).min(1).optional().describe('read and write unless given.'),
  days: z.int().min(1).max(3650).optional().describe('How long it is valid; until it is revoked unless given.'),
})
export type NewToken = z.infer<typeof newTokenSchema>

export const tokenSchema = z.object({
  id: z.string(),
  person: z.string().describe('Mail address of the account that it acts for.'),
  name: z.string(),
  scopes: z.array(z.enum(tokenScopes)),
  created: z.iso.datetime(),
  expires: z.iso.datetime().nullable(),
  used: z.iso.datetime().nullable(),
  revoked: z.iso.datetime().nullable(),
})
export type Token = z.infer<typeof tokenSchema>
