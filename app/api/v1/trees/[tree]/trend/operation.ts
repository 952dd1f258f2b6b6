import { z } from 'zod'
import { overDefault, overMax, overMin } from '#app/_trend/trend-query.ts'
import { listOf, pageFields, revField, treeField } from '#app/_web/api/fields.ts'
import { defineOperation } from '#app/_web/api/operation.ts'
import { progressSchema } from '../../../progress-schema.ts'

const flowSchema = z.object({
  appeared: z.int(),
  regressed: z.int(),
  converted: z.int(),
  gone: z.int(),
  exempted: z.int(),
})

export const trendPointSchema = z
  .object({
    name: z.string().describe('What `rev` asks for to get this revision.'),
    label: z.string(),
    committed: z.iso.datetime(),
    fork: z.boolean().describe('The first of its line, which leaves another one here.'),
    progress: progressSchema,
    flow: flowSchema.describe(
      'Acquires that the step from the revision before brought to what remains, and took from it.',
    ),
  })
  .meta({ id: 'TrendPoint' })

const day = z.iso.datetime().nullable()

const forecastSchema = z
  .object({
    perDay: z.number().describe('Acquires by which less remain each day; below zero: more.'),
    steps: z.int().describe('Over how many steps that was.'),
    early: day,
    middle: day.describe('When nothing would remain; null: never, or not within a hundred years.'),
    late: day.describe('Between `early` and `late` are four of five futures.'),
  })
  .nullable()
  .describe('null where nothing remains or too little is scanned.')

const overText = `over: it is a number of steps from ${overMin} to ${overMax}.`

export const getTrendOperation = defineOperation({
  id: 'getTrend',
  method: 'get',
  path: '/trees/{tree}/trend',
  tag: 'sites',
  summary: 'Acquires over the history that leads to a revision, oldest first, and when none would remain.',
  params: z.object({ tree: treeField }),
  query: z.strictObject({
    owner: z
      .string()
      .trim()
      .max(320)
      .refine((text) => !text.includes('\0'), 'owner: no text has a NUL character.')
      .default('tree')
      .describe('`tree`, title or slug of a section of MAINTAINERS, or the mail address of a person.'),
    over: z.coerce
      .number(overText)
      .int(overText)
      .min(overMin, overText)
      .max(overMax, overText)
      .default(overDefault)
      .describe('Steps that the rate is taken over.'),
    rev: revField,
    ...pageFields,
    limit: pageFields.limit.default(1000),
  }),
  answers: {
    200: {
      description: 'A part of the points; owner and forecast are of the whole.',
      bodies: {
        'application/json': listOf(trendPointSchema).extend({ owner: z.string(), forecast: forecastSchema }),
      },
    },
  },
})
