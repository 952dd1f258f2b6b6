import { z } from 'zod'
import { revField, siteKeyField, treeField } from '#app/_web/api/fields.ts'
import { defineOperation } from '#app/_web/api/operation.ts'
import { eventKinds } from '#scanner/model/event.ts'
import type { SiteItem } from '#scanner/model/site-item.ts'

const stateSchema = z.object({
  from: z.string().describe('First revision of the state; as `rev` asks for it.'),
  to: z.string().describe('Last revision of it.'),
  site: z
    .object({
      path: z.string(),
      line: z.int(),
      function: z.string().nullable(),
      api: z.string(),
      status: z.string(),
    })
    .nullable()
    .describe('As it is at the last revision of the state; null: it is not there.'),
  events: z
    .array(
      z.object({
        kind: z.enum(eventKinds),
        attribution: z.enum(['open', 'commit', 'between']),
        commit: z.string().nullable(),
        subject: z.string().nullable(),
        author: z.string().nullable(),
        authored: z.iso.datetime().nullable(),
        trailers: z.array(z.object({ name: z.string(), value: z.string() })),
      }),
    )
    .describe('What led to the state.'),
})

const codeSchema = z.object({
  path: z.string(),
  parts: z.array(
    z.object({
      first: z.int().describe('Number of the first line.'),
      lines: z.array(z.string()),
    }),
  ),
})

/** What the answer has beside the keys of an item. */
export const siteMoreSchema = z.object({
  evidence: z.array(z.string()).describe('What the judgement rests on besides the pairs.'),
  history: z.array(stateSchema).describe('States of the site over the history of the line, oldest first.'),
  code: z
    .array(codeSchema)
    .describe('The function of the site, then the lines of its pairs; a file whose text is not kept is missing.'),
})
export type SiteDetail = SiteItem & z.infer<typeof siteMoreSchema>

const siteDetailSchema = z.custom<SiteDetail>().meta({ id: 'SiteDetail' })

export const getSiteOperation = defineOperation({
  id: 'getSite',
  method: 'get',
  path: '/trees/{tree}/sites/{key}',
  tag: 'sites',
  summary: 'One site with its history and its code: an item of the list and more.',
  params: z.object({ tree: treeField, key: siteKeyField }),
  query: z.strictObject({ rev: revField }),
  answers: {
    200: {
      description: 'The item, with `evidence`, `history` and `code`.',
      bodies: { 'application/json': siteDetailSchema },
    },
  },
})
