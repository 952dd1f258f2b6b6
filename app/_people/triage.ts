import { z } from 'zod'
import { triageVerdicts } from '#scanner/model/triage/triage.ts'
import { shortText, webLink } from './claim.ts'

const caseNumber = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)])

/** What a person says of a site: the body of a request. */
export const newTriageSchema = z
  .strictObject({
    verdict: z.enum(triageVerdicts),
    case: caseNumber.optional().describe('Of pin_user_pages.rst; needed with the verdict case.'),
    reason: shortText(200).min(1).optional().describe('A word or two that can be counted.'),
    text: shortText(5000).min(1).optional(),
    link: webLink.optional().describe('Evidence.'),
    other: z
      .string()
      .regex(/^[\da-f]{16}$/, 'The key of a site has 16 hexadecimal digits.')
      .optional()
      .describe('Of a wrong pair: key of the site that this one does not belong to; needed where it has several.'),
  })
  .refine(({ verdict, case: number }) => verdict !== 'case' || number !== undefined, {
    error: 'The verdict case needs a case from 1 to 5.',
    path: ['case'],
  })
  .refine(({ verdict, other }) => verdict === 'wrong-pair' || other === undefined, {
    error: 'Only the verdict wrong-pair has another site.',
    path: ['other'],
  })
export type NewTriage = z.infer<typeof newTriageSchema>

/** What is said of many sites at once. Which pair is wrong differs from site to site. */
export const manyTriageSchema = z
  .strictObject({
    verdict: z.enum(triageVerdicts).exclude(['wrong-pair']),
    ...newTriageSchema.pick({ case: true, reason: true, text: true, link: true }).shape,
  })
  .refine(({ verdict, case: number }) => verdict !== 'case' || number !== undefined, {
    error: 'The verdict case needs a case from 1 to 5.',
    path: ['case'],
  })
export type ManyTriage = z.infer<typeof manyTriageSchema>

/** Fields of a form are texts; a case is a number. */
export const readCase = (fields: Record<string, unknown>): Record<string, unknown> =>
  'case' in fields ? { ...fields, case: Number(fields.case) } : fields

const address = z.object({ path: z.string(), function: z.string().nullable(), api: z.string(), ordinal: z.int() })

/** What somebody said of a site, as the API shows it. */
export const siteTriageSchema = z.object({
  verdict: z.enum(triageVerdicts),
  case: caseNumber.optional(),
  reason: z.string().optional(),
  text: z.string().optional(),
  link: z.string().optional(),
  other: address.optional(),
  by: z.string(),
  date: z.iso.datetime(),
  proposed: z.boolean().describe('Nobody who may decide has said so yet.'),
  changed: z.boolean().nullable().describe('Whether the function has changed since; null where its text is not kept.'),
})
export type SiteTriage = z.infer<typeof siteTriageSchema>

/** What a comment beside the call says of a site, as the API shows it. */
export const remarkInCodeSchema = z.object({
  verdict: z.literal('stays'),
  case: caseNumber.optional(),
  text: z.string(),
  since: z.string().describe('Label of the first scanned revision that has the comment as it is.'),
  changed: z.boolean().describe('Whether the function has changed since, and the comment has not.'),
})
export type RemarkInCode = z.infer<typeof remarkInCodeSchema>

export const newNoteSchema = z.strictObject({ text: shortText(20_000).min(1).describe('Markdown.') })

export const noteSchema = z.object({
  id: z.string(),
  text: z.string().describe('Markdown.'),
  by: z.string(),
  created: z.iso.datetime(),
})
export type SiteNote = z.infer<typeof noteSchema>
