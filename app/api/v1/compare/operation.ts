import { z } from 'zod'
import { siteFilterFields } from '#app/_data/site-filter-fields.ts'
import { listOf, pageFields } from '#app/_web/api/fields.ts'
import { defineOperation } from '#app/_web/api/operation.ts'
import { comparisonKinds } from '#scanner/model/classify-change.ts'

const section = z.object({ title: z.string(), slug: z.string() }).nullable()

export const comparedSiteSchema = z
  .object({
    kind: z.enum(comparisonKinds),
    id: z.string(),
    path: z
      .string()
      .describe('As it is at the later revision, or was at the earlier one if it is gone; so with the next four.'),
    line: z.int(),
    column: z.int(),
    function: z.string().nullable(),
    api: z.string(),
    role: z.string(),
    was: z.string().nullable().describe('Status at the earlier revision; null: not there.'),
    is: z.string().nullable().describe('Status at the later one.'),
    before: z.object({ path: z.string(), function: z.string().nullable() }).nullable(),
    subsystem: section.describe('The primary section.'),
  })
  .meta({ id: 'ComparedSite' })

const sideSchema = z.object({ tree: z.string(), revision: z.string(), commit: z.string() })
const counts = Object.fromEntries(comparisonKinds.map((kind) => [kind, z.int()]))

const side = (name: string) =>
  z
    .string(`${name}: which revision? A label, or TREE@LABEL.`)
    .trim()
    .min(1, `${name}: which revision? A label, or TREE@LABEL.`)
    .max(300, `${name}: no revision has so long a name.`)
    .refine((text) => !/\p{Cc}|\p{Surrogate}/u.test(text), `${name}: no revision can be named so.`)
    .describe('Label or commit of a revision, or `tree@label`.')

export const compareOperation = defineOperation({
  id: 'compareRevisions',
  method: 'get',
  path: '/compare',
  tag: 'sites',
  summary: 'What happened to sites from one revision to another, of any trees.',
  description:
    'Without `show` the answer has the first `limit` sites of each list, and `next` is null; with it one list, in parts.',
  params: z.object({}),
  query: z.strictObject({
    from: side('from'),
    to: side('to'),
    show: z
      .enum(comparisonKinds, `show: it is one of ${comparisonKinds.join(', ')}.`)
      .optional()
      .describe('The one list to show.'),
    role: siteFilterFields.role,
    subsystem: siteFilterFields.subsystem,
    maintainer: siteFilterFields.maintainer,
    path: siteFilterFields.path,
    ...pageFields,
  }),
  answers: {
    200: {
      description: 'The sites by what happened to them.',
      bodies: {
        'application/json': listOf(comparedSiteSchema).extend({
          from: sideSchema,
          to: sideSchema,
          summary: z.object(counts).describe('How many sites each list has.'),
        }),
      },
    },
  },
})
