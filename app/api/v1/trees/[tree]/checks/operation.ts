import { z } from 'zod'
import { listOf, pageFields, treeField } from '#app/_web/api/fields.ts'
import { defineOperation } from '#app/_web/api/operation.ts'
import { checkOrigins, checkStates } from '#scanner/model/gate-check.ts'

export const checkSchema = z
  .object({
    id: z.string(),
    origin: z.enum(checkOrigins).describe('What asked for it.'),
    state: z.enum(checkStates),
    repository: z.string().nullable().describe('`owner/name` on GitHub.'),
    branch: z.string().nullable().describe('That was pushed, or that the pull request is of.'),
    pullRequest: z.int().nullable(),
    base: z.string().describe('What the head was to be compared with.'),
    head: z.string().describe('Commit that was checked.'),
    verdict: z.enum(['pass', 'fail']).nullable().describe('Null until it is made, and where it cannot be.'),
    errors: z.int(),
    warnings: z.int(),
    notes: z.int(),
    improved: z.int().describe('Sites that it converts or mends.'),
    error: z.string().nullable().describe('Why it could not be made, or GitHub not be told.'),
    link: z.string().nullable().describe('Its check run on GitHub.'),
    created: z.iso.datetime(),
    finished: z.iso.datetime().nullable(),
  })
  .meta({ id: 'GateCheck' })

export const listChecksOperation = defineOperation({
  id: 'listChecks',
  method: 'get',
  path: '/trees/{tree}/checks',
  tag: 'checks',
  summary: 'Checks of what pushes and pull requests add or make worse, newest first.',
  params: z.object({ tree: treeField }),
  query: z.strictObject({
    branch: z
      .string()
      .max(500)
      .refine((text) => !/[\p{Cc}\p{Surrogate}]/u.test(text), 'branch: this is the name of no branch.')
      .optional()
      .describe('Only those of this branch.'),
    ...pageFields,
  }),
  answers: { 200: { description: 'A part of the list.', bodies: { 'application/json': listOf(checkSchema) } } },
})
