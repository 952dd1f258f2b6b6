import { z } from 'zod'
import { newTokenSchema, tokenSchema } from '#app/_people/token.ts'
import { listOf } from '#app/_web/api/fields.ts'
import { defineOperation } from '#app/_web/api/operation.ts'

const shared = { path: '/tokens', tag: 'accounts', params: z.object({}) } as const

export const listTokensOperation = defineOperation({
  ...shared,
  id: 'listTokens',
  method: 'get',
  summary: 'Tokens of whoever asks, or of everybody, without the tokens themselves.',
  query: z.strictObject({
    of: z
      .enum(['me', 'all'], 'of: it is me or all.')
      .default('me')
      .describe('all: of every account; for a token of scope admin.'),
  }),
  scope: 'read',
  answers: { 200: { description: 'All of them.', bodies: { 'application/json': listOf(tokenSchema) } } },
})

export const makeTokenOperation = defineOperation({
  ...shared,
  id: 'makeToken',
  method: 'post',
  summary: 'Makes a token, with no scope that the one it is made with lacks. Its text is in this answer alone.',
  query: z.strictObject({}),
  body: newTokenSchema,
  scope: 'write',
  answers: {
    201: {
      description: 'The token; null for its text where the same was asked for before.',
      bodies: { 'application/json': tokenSchema.extend({ token: z.string().nullable() }) },
    },
  },
})
