import { z } from 'zod'
import { siteFilterFields } from '#app/_data/site-filter-fields.ts'
import { facetNames } from '#app/_sites/queries/list-facets.ts'
import { revField, treeField } from '#app/_web/api/fields.ts'
import { defineOperation } from '#app/_web/api/operation.ts'

const valueSchema = z
  .object({
    value: z.string().describe('As the parameter takes it.'),
    label: z.string().nullable().describe('For people, where it is another text.'),
    sites: z.int(),
  })
  .meta({ id: 'FacetValue' })

export const listFacetsOperation = defineOperation({
  id: 'listFacets',
  method: 'get',
  path: '/trees/{tree}/facets',
  tag: 'sites',
  summary: 'How many sites each value of a parameter would leave, the other parameters staying as they are.',
  params: z.object({ tree: treeField }),
  query: z.strictObject({ ...siteFilterFields, rev: revField }),
  answers: {
    200: {
      description: 'The values of each facet, the most frequent first.',
      bodies: { 'application/json': z.object({ facets: z.record(z.enum(facetNames), z.array(valueSchema)) }) },
    },
  },
})
