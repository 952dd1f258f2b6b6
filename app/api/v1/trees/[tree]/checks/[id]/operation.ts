import { z } from 'zod'
import { treeField } from '#app/_web/api/fields.ts'
import { defineOperation } from '#app/_web/api/operation.ts'
import type { CheckDocument } from '#scanner/model/check-document.ts'
import { checkSchema } from '../operation.ts'

/** What `pinwatch check --format json` prints. Its schema is published as a file, which the description of the API takes in. */
const reportSchema = z.custom<CheckDocument>().meta({ id: 'CheckReport' })

export const getCheckOperation = defineOperation({
  id: 'getCheck',
  method: 'get',
  path: '/trees/{tree}/checks/{id}',
  tag: 'checks',
  summary: 'A check, with what it found.',
  params: z.object({ tree: treeField, id: z.string().regex(/^\d{1,10}$/) }),
  query: z.strictObject({}),
  answers: {
    200: {
      description: 'The check.',
      bodies: { 'application/json': z.object({ ...checkSchema.shape, report: reportSchema.nullable() }) },
    },
  },
})
