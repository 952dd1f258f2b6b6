import { z } from 'zod'
import { newNoteSchema, noteSchema } from '#app/_people/triage.ts'
import { listOf, siteKeyField, treeField } from '#app/_web/api/fields.ts'
import { defineOperation } from '#app/_web/api/operation.ts'

const shared = {
  path: '/trees/{tree}/sites/{key}/notes',
  tag: 'people',
  params: z.object({ tree: treeField, key: siteKeyField }),
  query: z.strictObject({}),
} as const

export const listNotesOperation = defineOperation({
  ...shared,
  id: 'listNotes',
  method: 'get',
  summary: 'Notes below a site, the oldest first.',
  answers: { 200: { description: 'All of them.', bodies: { 'application/json': listOf(noteSchema) } } },
})

export const writeNoteOperation = defineOperation({
  ...shared,
  id: 'writeNote',
  method: 'post',
  summary: 'Writes a note below a site.',
  body: newNoteSchema,
  scope: 'write',
  answers: { 201: { description: 'The note.', bodies: { 'application/json': noteSchema } } },
})
