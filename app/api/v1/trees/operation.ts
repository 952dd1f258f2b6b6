import { z } from 'zod'
import { listOf, pageFields } from '#app/_web/api/fields.ts'
import { defineOperation } from '#app/_web/api/operation.ts'

export const treeSchema = z
  .object({
    slug: z.string().meta({ description: 'In all addresses of the tree.' }),
    name: z.string(),
    source: z.string().meta({ description: 'Repository that is scanned: a path of the server, a URL or `demo`.' }),
    revisions: z.int().meta({ description: 'Published revisions.' }),
    newest: z
      .object({
        label: z.string(),
        committed: z.iso.datetime(),
        published: z.iso.datetime().meta({ description: 'When it was scanned.' }),
      })
      .nullable()
      .meta({ description: 'What addresses without `rev` are about; null while nothing is published.' }),
  })
  .meta({ id: 'Tree' })

export const listTreesOperation = defineOperation({
  id: 'listTrees',
  method: 'get',
  path: '/trees',
  tag: 'trees',
  summary: 'Trees that are tracked, by name.',
  params: z.object({}),
  query: z.strictObject(pageFields),
  answers: { 200: { description: 'A part of the list.', bodies: { 'application/json': listOf(treeSchema) } } },
})
