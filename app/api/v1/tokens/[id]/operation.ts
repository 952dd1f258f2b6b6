import { z } from 'zod'
import { defineOperation } from '#app/_web/api/operation.ts'

export const revokeTokenOperation = defineOperation({
  id: 'revokeToken',
  method: 'delete',
  path: '/tokens/{id}',
  tag: 'accounts',
  summary: 'Revokes a token.',
  params: z.object({ id: z.string() }),
  query: z.strictObject({}),
  scope: 'write',
  answers: { 204: { description: 'Done.' } },
})
