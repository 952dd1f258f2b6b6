import { z } from 'zod'
import { listOf, nameField, numberedPageFields } from '#app/_web/api/fields.ts'
import { defineOperation } from '#app/_web/api/operation.ts'

const entrySchema = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    actor: z.string().nullable().describe('null: Pinwatch itself.'),
    action: z.string(),
    tree: z.string().nullable(),
    site: z.string().nullable(),
    path: z.string().nullable().describe('Where the site was last.'),
    subject: z.string().nullable(),
    before: z.unknown(),
    after: z.unknown(),
    via: z.string(),
    address: z.string().nullable(),
    batch: z.string().nullable().describe('The same for all that one act did.'),
  })
  .meta({ id: 'AuditEntry' })

export const listAuditOperation = defineOperation({
  id: 'listAudit',
  method: 'get',
  path: '/audit',
  tag: 'accounts',
  summary: 'Who did what, the newest first; for admins.',
  params: z.object({}),
  query: z.strictObject({
    tree: nameField.optional().describe('Slug.'),
    site: nameField.optional().describe('Id of a site of this tree.'),
    action: nameField.optional(),
    ...numberedPageFields,
  }),
  scope: 'admin',
  answers: { 200: { description: 'A part of the list.', bodies: { 'application/json': listOf(entrySchema) } } },
})
