import { z } from 'zod'
import { claimStates } from '#scanner/model/claim.ts'

/** A claim as pages and the API show it. */
export const claimSchema = z.object({
  id: z.string().describe('Identity of the claim.'),
  tree: z.string().describe('Slug of the tree.'),
  site: z.string().describe('Key of the acquire; of a release only where no acquire is known.'),
  path: z.string().nullable().describe('Where the site is at the newest revision, or was last.'),
  line: z.int().nullable(),
  function: z.string().nullable(),
  api: z.string().nullable(),
  status: z.string().nullable().describe('What the scanner says of the site; null while no revision has it.'),
  subsystem: z.string().nullable().describe('Primary section of MAINTAINERS.'),
  releases: z.array(z.string()).describe('Keys of the releases that belong to it.'),
  person: z.string().describe('Mail address of whoever works on it, or a pseudonym.'),
  name: z.string(),
  by: z.string().describe('Name of who made the claim.'),
  state: z.enum(claimStates),
  note: z.string().nullable(),
  link: z.string().nullable().describe('The mail or pull request.'),
  due: z.iso.date().nullable(),
  created: z.iso.datetime(),
  updated: z.iso.datetime(),
  expires: z.iso.datetime(),
  ended: z.iso.datetime().nullable(),
  done: z
    .object({ revision: z.string().nullable(), commit: z.string().nullable(), subject: z.string().nullable() })
    .nullable()
    .describe('What ended it, where the code changed.'),
})
export type Claim = z.infer<typeof claimSchema>

/** NUL cannot be kept, and lone surrogates are no text. */
const sane = (text: string): boolean => !/\0|\p{Surrogate}/u.test(text)

export const shortText = (max: number) => z.string().trim().max(max).refine(sane, 'It has characters that are no text.')

/** Pages link to it: another scheme could run a script in the reader's browser. */
export const webLink = shortText(1000).regex(
  /^https?:\/\/[^\s/]\S*$/,
  'It should be an address that starts with https:// or http://.',
)

/** A mail address that can stand in a header: of one line, without what separates addresses. */
export const mailAddress = shortText(254)
  .toLowerCase()
  .regex(/^[^\s@<>(),;:"\\[\]]+@[^\s@<>(),;:"\\[\]]+$/, 'It should be a mail address.')

/** A day in UTC that is not past. */
const dueDay = z.iso.date().refine((day) => day >= new Date().toISOString().slice(0, 10), 'That day is past.')

const siteKey = z.string().regex(/^[\da-f]{16}$/, 'The key of a site has 16 hexadecimal digits.')

const sitesPerRequestMax = 20_000

/** Values of the query parameters of a list of sites. */
const filterSchema = z
  .record(z.string(), z.union([z.string(), z.array(z.string()).max(100)]))
  .refine((filter) => Object.keys(filter).length > 0, 'It names no parameter: role=acquire is every acquire.')

/** What is said of a claim, whichever sites it is of. */
export const claimWordsSchema = z.strictObject({
  person: z
    .union([z.literal('me'), mailAddress])
    .optional()
    .describe('Mail address; yourself unless given.'),
  note: shortText(2000).optional(),
  due: dueDay.optional(),
})

export const newClaimsSchema = z
  .strictObject({
    sites: z.array(siteKey).min(1).max(sitesPerRequestMax).optional(),
    filter: filterSchema.optional(),
    ...claimWordsSchema.shape,
  })
  .refine(({ sites, filter }) => (sites === undefined) !== (filter === undefined), 'It needs either sites or a filter.')
export type NewClaims = z.infer<typeof newClaimsSchema>
/** Some sites by their keys, or all that fit a filter. */
export type SiteChoice = Pick<NewClaims, 'sites' | 'filter'>

export const claimChangeSchema = z
  .strictObject({
    state: z.enum(['claimed', 'posted'], 'It is claimed or posted: done is set by a scan alone.').optional(),
    link: webLink.nullable().optional(),
    note: shortText(2000).nullable().optional(),
    due: dueDay.nullable().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'It changes nothing.')
export type ClaimChange = z.infer<typeof claimChangeSchema>
