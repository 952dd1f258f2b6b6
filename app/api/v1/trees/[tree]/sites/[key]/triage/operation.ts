import { z } from 'zod'
import { newTriageSchema, remarkInCodeSchema, siteTriageSchema } from '#app/_people/triage.ts'
import { siteKeyField, treeField } from '#app/_web/api/fields.ts'
import { defineOperation } from '#app/_web/api/operation.ts'

const shared = {
  path: '/trees/{tree}/sites/{key}/triage',
  tag: 'people',
  params: z.object({ tree: treeField, key: siteKeyField }),
  query: z.strictObject({}),
} as const

export const getTriageOperation = defineOperation({
  ...shared,
  id: 'getTriage',
  method: 'get',
  summary: 'What people say of a site: decided, proposed, and in a comment beside the call.',
  answers: {
    200: {
      description: 'Each null where nobody said anything.',
      bodies: {
        'application/json': z.object({
          triage: siteTriageSchema.nullable(),
          proposal: siteTriageSchema.nullable(),
          comment: remarkInCodeSchema.nullable(),
        }),
      },
    },
  },
})

export const triageSiteOperation = defineOperation({
  ...shared,
  id: 'triageSite',
  method: 'put',
  summary: 'Says what a site is; a proposal, where one may not decide.',
  body: newTriageSchema,
  scope: 'write',
  answers: { 200: { description: 'As it is kept.', bodies: { 'application/json': siteTriageSchema } } },
})

export const withdrawTriageOperation = defineOperation({
  ...shared,
  id: 'withdrawTriage',
  method: 'delete',
  summary: 'Takes back what was said.',
  scope: 'write',
  answers: { 204: { description: 'Done.' } },
})
