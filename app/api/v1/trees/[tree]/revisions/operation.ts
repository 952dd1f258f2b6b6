import { z } from 'zod'
import { listOf, pageFields, treeField } from '#app/_web/api/fields.ts'
import { defineOperation } from '#app/_web/api/operation.ts'
import { progressSchema } from '../../../progress-schema.ts'
import { staysSchema } from '../../../stays-schema.ts'

const counts = z.record(z.string(), z.int())

export const revisionSchema = z
  .object({
    name: z.string().describe('What `rev` asks for to get this one: its label, unless another revision has the same.'),
    label: z.string().describe('Tag or branch as it was asked for, else the abbreviated commit.'),
    commit: z.string(),
    subject: z.string(),
    committed: z.iso.datetime(),
    published: z.iso.datetime(),
    line: z.int().describe('Revisions of one line descend from one another.'),
    forked: z.string().nullable().describe('Label of the revision of another line that the line forked from.'),
    reachable: z.boolean().describe('Whether a branch or tag of the repository still leads here.'),
    progress: progressSchema,
    stays: staysSchema,
    coverage: z
      .object({ filesSearched: z.int(), filesRead: z.int(), skipped: counts, problems: counts })
      .describe('Files that were searched and read, and what was not, by reason.'),
    notices: z.array(z.string()),
  })
  .meta({ id: 'Revision' })

export const listRevisionsOperation = defineOperation({
  id: 'listRevisions',
  method: 'get',
  path: '/trees/{tree}/revisions',
  tag: 'trees',
  summary: 'Published revisions of a tree, line by line, newest first.',
  params: z.object({ tree: treeField }),
  query: z.strictObject(pageFields),
  answers: { 200: { description: 'A part of the list.', bodies: { 'application/json': listOf(revisionSchema) } } },
})
