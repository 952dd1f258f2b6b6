import { z } from 'zod'
import { siteFilterFields } from '#app/_data/site-filter-fields.ts'
import { listOf, pageFields, revField, treeField } from '#app/_web/api/fields.ts'
import { defineOperation } from '#app/_web/api/operation.ts'
import { siteItemSchema } from '../../../site-item-schema.ts'

export const listSitesOperation = defineOperation({
  id: 'listSites',
  method: 'get',
  path: '/trees/{tree}/sites',
  tag: 'sites',
  summary: 'Sites of a revision by path, line and column; without parameters those that pinwatch sites prints.',
  description:
    'A parameter that is repeated means any of its values, `-` in front of one excludes it, and several parameters narrow one another. ' +
    'As `application/x-ndjson` and `text/csv` all sites that fit come at once, whatever `limit` says.',
  params: z.object({ tree: treeField }),
  query: z.strictObject({
    ...siteFilterFields,
    rev: revField,
    format: z
      .enum(['json', 'ndjson', 'csv'], 'format: it is json, ndjson or csv.')
      .optional()
      .describe('Instead of the header `Accept`, for links.'),
    ...pageFields,
  }),
  answers: {
    200: {
      description: 'A part of the list, or all of it as lines.',
      bodies: {
        'application/json': listOf(siteItemSchema),
        'application/x-ndjson': siteItemSchema,
        'text/csv': null,
      },
    },
  },
})
