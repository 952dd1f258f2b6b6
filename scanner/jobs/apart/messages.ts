import * as z from 'zod/mini'
import type { ClaimedScan } from '#scanner/store/claim-scan.ts'
import type { SharedScan } from '#scanner/store/preparations/list-shared-scans.ts'

const scan = z.object({
  id: z.number(),
  claim: z.number(),
  treeId: z.number(),
  slug: z.string(),
  source: z.string(),
  revisions: z.array(z.string()),
  tags: z.array(z.string()),
  since: z.nullable(z.coerce.date()),
  every: z.nullable(z.number()),
  postponed: z.number(),
})

const shared = z.object({ id: z.number(), treeId: z.number(), slug: z.string(), source: z.string() })

/** What a worker tells the process that runs its scan: to run one, to help with one that another worker runs, or to give back what it does. */
export const orders = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('run'), scan }),
  z.object({ kind: z.literal('help'), scan: shared }),
  z.object({ kind: z.literal('stop') }),
])

/** What that process tells: how far it is, and how the scan ended. An error's class does not cross processes: what is told of it does. */
export const reports = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('progress'),
    change: z.object({
      phase: z.optional(z.string()),
      label: z.optional(z.nullable(z.string())),
      revisionsDone: z.optional(z.number()),
      revisionsAll: z.optional(z.nullable(z.number())),
      progress: z.optional(z.nullable(z.number())),
      files: z.optional(z.nullable(z.object({ done: z.number(), all: z.number(), perSecond: z.nullable(z.number()) }))),
    }),
    line: z.nullable(z.string()),
  }),
  z.object({
    kind: z.literal('ended'),
    outcome: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('done'), published: z.number(), known: z.number() }),
      z.object({ kind: z.literal('helped'), prepared: z.number() }),
      z.object({ kind: z.literal('failed'), message: z.string(), stack: z.nullable(z.string()) }),
      z.object({ kind: z.literal('released') }),
      z.object({ kind: z.literal('postponed'), message: z.string() }),
      z.object({ kind: z.literal('lost') }),
      // the database went away: the scan is still claimed
      z.object({ kind: z.literal('passing'), message: z.string() }),
      // what nobody foresaw, outside the scan itself
      z.object({ kind: z.literal('broken'), message: z.string() }),
    ]),
    rssBytes: z.number(),
  }),
])

export type Order =
  | { readonly kind: 'run'; readonly scan: ClaimedScan }
  | { readonly kind: 'help'; readonly scan: SharedScan }
  | { readonly kind: 'stop' }
export type Report = z.infer<typeof reports>
