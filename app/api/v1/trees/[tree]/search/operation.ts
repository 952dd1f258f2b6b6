import { z } from 'zod'
import { searchKinds } from '#app/_search/search-index.ts'
import { listOf, revField, searchField, treeField } from '#app/_web/api/fields.ts'
import { defineOperation } from '#app/_web/api/operation.ts'

const foundSchema = z
  .object({
    kind: z.enum(searchKinds),
    title: z.string(),
    detail: z.string(),
    href: z.string().describe('Address of the page that it leads to.'),
  })
  .meta({ id: 'Found' })

const perKindText = 'limit: it is a number from 1 to 50.'

export const searchOperation = defineOperation({
  id: 'search',
  method: 'get',
  path: '/trees/{tree}/search',
  tag: 'sites',
  summary: 'Sites, functions, files, sections, people, revisions and pages by what somebody types.',
  params: z.object({ tree: treeField }),
  query: z.strictObject({
    q: searchField,
    rev: revField,
    limit: z.coerce
      .number(perKindText)
      .int(perKindText)
      .min(1, perKindText)
      .max(50, perKindText)
      .default(6)
      .describe('Items of each kind.'),
  }),
  answers: {
    200: {
      description: 'What was found, the kind with the best in front; `total` counts what was left out too.',
      bodies: { 'application/json': listOf(foundSchema) },
    },
  },
})
