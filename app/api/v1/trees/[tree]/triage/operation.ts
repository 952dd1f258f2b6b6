import { z } from 'zod'
import { treeField } from '#app/_web/api/fields.ts'
import { defineOperation } from '#app/_web/api/operation.ts'

const shared = { path: '/trees/{tree}/triage', tag: 'people', params: z.object({ tree: treeField }) } as const

export const triageFileSchema = z.strictObject({ file: z.string().describe('Text of a triage file, version 1.') })

export const exportTriageOperation = defineOperation({
  ...shared,
  id: 'exportTriage',
  method: 'get',
  summary: 'All that is decided of a tree as one triage file, version 1.',
  query: z.strictObject({
    format: z
      .enum(['file', 'truth'], 'format: it is file or truth.')
      .optional()
      .describe('truth: wrong pairs and detections as rows of the table that the scanner is measured with.'),
  }),
  answers: {
    200: {
      description: 'A file to be kept in git.',
      bodies: { 'application/x-ndjson': null, 'text/tab-separated-values': null },
    },
  },
})

export const importTriageOperation = defineOperation({
  ...shared,
  id: 'importTriage',
  method: 'post',
  summary: 'Takes over a triage file as decisions: all of it, or nothing where a line is broken.',
  query: z.strictObject({}),
  body: triageFileSchema,
  scope: 'write',
  answers: {
    200: {
      description: 'What it came to.',
      bodies: {
        'application/json': z.object({
          applied: z.int(),
          unchanged: z.int(),
          unmatched: z.array(
            z.object({ path: z.string(), function: z.string().nullable(), api: z.string(), ordinal: z.int() }),
          ),
        }),
      },
    },
  },
})
