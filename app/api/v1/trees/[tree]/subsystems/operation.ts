import { z } from 'zod'
import { listOf, pageFields, revField, searchField, treeField } from '#app/_web/api/fields.ts'
import { defineOperation } from '#app/_web/api/operation.ts'
import { personSchema } from '../../../person-schema.ts'
import { progressSchema } from '../../../progress-schema.ts'
import { staysSchema } from '../../../stays-schema.ts'

export const subsystemSchema = z
  .object({
    title: z.string().describe('As MAINTAINERS of the revision writes it.'),
    slug: z.string().describe('In the addresses of its pages; `subsystem=` takes it as well as the title.'),
    support: z.string().nullable().describe('The `S:` line.'),
    sites: z.int().describe('Acquires and releases.'),
    progress: progressSchema,
    stays: staysSchema,
    people: z.array(personSchema),
  })
  .meta({ id: 'Subsystem' })

export const listSubsystemsOperation = defineOperation({
  id: 'listSubsystems',
  method: 'get',
  path: '/trees/{tree}/subsystems',
  tag: 'owners',
  summary: 'Sections of MAINTAINERS that have sites, by title.',
  params: z.object({ tree: treeField }),
  query: z.strictObject({ q: searchField, rev: revField, ...pageFields }),
  answers: { 200: { description: 'A part of the list.', bodies: { 'application/json': listOf(subsystemSchema) } } },
})
