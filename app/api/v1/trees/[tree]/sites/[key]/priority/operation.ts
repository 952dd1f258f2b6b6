import { z } from 'zod'
import { newPrioritySchema, sitePrioritySchema } from '#app/_people/priority.ts'
import { siteKeyField, treeField } from '#app/_web/api/fields.ts'
import { defineOperation } from '#app/_web/api/operation.ts'

const shared = {
  path: '/trees/{tree}/sites/{key}/priority',
  tag: 'people',
  params: z.object({ tree: treeField, key: siteKeyField }),
  query: z.strictObject({}),
  answers: { 200: { description: 'As it is kept.', bodies: { 'application/json': sitePrioritySchema } } },
} as const

export const getPriorityOperation = defineOperation({
  ...shared,
  id: 'getPriority',
  method: 'get',
  summary: 'How soon somebody should look at a site, and who said so.',
})

export const setPriorityOperation = defineOperation({
  ...shared,
  id: 'setPriority',
  method: 'put',
  summary: 'Says how soon somebody should look at a site, for who may decide for it.',
  body: newPrioritySchema,
  scope: 'write',
})
