import { z } from 'zod'
import { newTokenSchema, tokenSchema } from '#app/_people/token.ts'
import { listOf } from '#app/_web/api/fields.ts'
import { defineOperation } from '#app/_web/api/operation.ts'

const shared = { path: '/tokens', tag: 'accounts', params: z.object({}), query: z.strictObject({}) } as const

export const listTokensOperation = defineOperation({
  ...shared,
  id: 'listTokens',
  method: 'get',
  summary: 'Tokens of whoever asks, without the tokens themselves.',
  scope: 'read',
  answers: { 200: { description: 'All of them.', bodies: { 'application/json': listOf(tokenSchema) } } },
})

export const makeTokenOperation = defineOperation({
  ...shared,
  id: 'makeToken',
  method: 'post',
  summary: 'Makes a token. Its text is in this answer alone.',
  body: newTokenSchema,
  scope: 'write',
  answers: {
    201: {
      description: 'The token; null for its text where the same was asked for before.',
      bodies: { 'application/json': tokenSchema.extend({ token: z.string().nullable() }) },
    },
  },
})
