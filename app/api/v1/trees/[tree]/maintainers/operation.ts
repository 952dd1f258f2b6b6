import { z } from 'zod'
import { listOf, pageFields, revField, searchField, treeField } from '#app/_web/api/fields.ts'
import { defineOperation } from '#app/_web/api/operation.ts'
import { progressSchema } from '../../../progress-schema.ts'

const role = z.enum(['maintainer', 'reviewer'], 'role: it is maintainer or reviewer.')

export const maintainerSchema = z
  .object({
    name: z.string(),
    email: z.string().describe('In lower case, as in the address of the page.'),
    roles: z.array(role),
    subsystems: z.int().describe('Sections with sites that name the person.'),
    sites: z.int().describe('Acquires and releases, each once.'),
    progress: progressSchema,
  })
  .meta({ id: 'Maintainer' })

export const listMaintainersOperation = defineOperation({
  id: 'listMaintainers',
  method: 'get',
  path: '/trees/{tree}/maintainers',
  tag: 'owners',
  summary: 'Everybody whom a section with sites names, by name; THE REST names nobody.',
  params: z.object({ tree: treeField }),
  query: z.strictObject({
    q: searchField,
    role: role.optional().describe('Only what people are this for.'),
    rev: revField,
    ...pageFields,
  }),
  answers: { 200: { description: 'A part of the list.', bodies: { 'application/json': listOf(maintainerSchema) } } },
})
