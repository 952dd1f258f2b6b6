import { z } from 'zod'
import { siteFilterFields } from '#app/_data/site-filter-fields.ts'
import { dayRange } from '#app/_events/events-query.ts'
import { listOf, pageFields, revField, treeField } from '#app/_web/api/fields.ts'
import { defineOperation } from '#app/_web/api/operation.ts'
import { eventKinds } from '#scanner/model/event.ts'

export const eventSchema = z
  .object({
    kind: z.enum(eventKinds),
    revision: z.string().describe('What `rev` asks for to get the revision that it is seen in.'),
    base: z.string().describe('The revision before that.'),
    committed: z.iso.datetime().describe('When the revision was.'),
    id: z.string().describe('Id of the site.'),
    path: z.string().describe('As the site is after it, or was last if it is gone; so with the next five.'),
    line: z.int(),
    function: z.string().nullable(),
    api: z.string(),
    role: z.string(),
    status: z.string(),
    was: z
      .object({ status: z.string(), path: z.string(), function: z.string().nullable() })
      .nullable()
      .describe('At the revision before; null where the site was not there.'),
    attribution: z
      .enum(['open', 'commit', 'between'])
      .describe('`open`: not looked for yet; `between`: history does not say which commit it was.'),
    commit: z.string().nullable(),
    subject: z.string().nullable(),
    author: z.string().nullable(),
    authored: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Event' })

const kindText = `kind: it is one of ${eventKinds.join(', ')}.`
const day = (name: string) =>
  z
    .string()
    .refine(
      (text) => text.trim() === '' || dayRange(text.trim()) !== null,
      `${name}: it is no month such as 2024-11 and no day.`,
    )
    .optional()

const { status, role, subsystem, maintainer, path, dir } = siteFilterFields

export const listEventsOperation = defineOperation({
  id: 'listEvents',
  method: 'get',
  path: '/trees/{tree}/events',
  tag: 'sites',
  summary: 'What happened to sites between the revisions that lead to one, the newest first.',
  params: z.object({ tree: treeField }),
  query: z.strictObject({
    kind: z
      .array(z.string().refine((text) => text.split(',').every(isKind), kindText))
      .optional()
      .describe('Any of these; without it all but `moved`.'),
    status,
    role,
    subsystem,
    maintainer,
    path,
    dir,
    since: day('since').describe('Month or day of the first revision, as 2024-11 or 2024-11-18.'),
    until: day('until').describe('Of the last one.'),
    rev: revField.describe('The events that lead to this revision; without it to the newest one.'),
    ...pageFields,
  }),
  answers: { 200: { description: 'A part of the list.', bodies: { 'application/json': listOf(eventSchema) } } },
})

function isKind(text: string): boolean {
  return text.trim() === '' || eventKinds.some((kind) => kind === text.trim())
}
