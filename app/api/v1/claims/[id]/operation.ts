import { z } from 'zod'
import { claimChangeSchema, claimSchema } from '#app/_people/claim.ts'
import { defineOperation } from '#app/_web/api/operation.ts'

const shared = {
  path: '/claims/{id}',
  tag: 'people',
  params: z.object({ id: z.string().describe('Identity of the claim.') }),
  query: z.strictObject({}),
} as const

export const getClaimOperation = defineOperation({
  ...shared,
  id: 'getClaim',
  method: 'get',
  summary: 'One claim, open or ended.',
  answers: { 200: { description: 'The claim.', bodies: { 'application/json': claimSchema } } },
})

export const changeClaimOperation = defineOperation({
  ...shared,
  id: 'changeClaim',
  method: 'patch',
  summary: 'Says how far it is.',
  body: claimChangeSchema,
  scope: 'write',
  answers: { 200: { description: 'The claim as it is now.', bodies: { 'application/json': claimSchema } } },
})

export const withdrawClaimOperation = defineOperation({
  ...shared,
  id: 'withdrawClaim',
  method: 'delete',
  summary: 'Gives it back; it is kept as withdrawn.',
  scope: 'write',
  answers: { 204: { description: 'Done.' } },
})
