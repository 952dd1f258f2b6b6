import { z } from 'zod'

/** Slug of a tree, as part of a path. */
export const treeField = z
  .string()
  .regex(/^[a-z\d-]{1,100}$/)
  .meta({ description: 'Slug of the tree, as in the addresses of its pages.', examples: ['linux'] })

/** Id of a site, as part of a path. */
export const siteKeyField = z
  .string()
  .regex(/^[\da-f]{16}$/)
  .meta({ description: 'Id of the site: 16 hexadecimal digits.' })

export const revField = z
  .string()
  .trim()
  .max(250, 'rev: no revision has so long a name.')
  .refine((text) => !/\p{Cc}|\p{Surrogate}/u.test(text), 'rev: it is the label of a scanned revision, or a commit.')
  .optional()
  .meta({
    description: 'Label of a scanned revision, or the first 7 digits or more of its commit; without it the newest one.',
  })

/** A name or an address that is looked up as it is. */
export const nameField = z
  .string()
  .max(400, 'It may have 400 characters.')
  .refine((text) => !/\0|\p{Surrogate}/u.test(text), 'No text has such a character.')

export const searchField = z
  .string()
  .trim()
  .max(200, 'q: a search may have 200 characters.')
  .refine((text) => !text.includes('\0'), 'q: no text has a NUL character.')
  .optional()
  .meta({ description: 'Only what holds each of these words, in any case.' })

const limitMax = 1000

/** How many items a part of a list has. */
export const limitField = z.coerce
  .number(`limit: it is a number from 1 to ${limitMax}.`)
  .int(`limit: it is a number from 1 to ${limitMax}.`)
  .min(1, `limit: it is a number from 1 to ${limitMax}.`)
  .max(limitMax, `limit: it is a number from 1 to ${limitMax}.`)
  .default(100)
  .meta({ description: 'Items of one answer.' })

const cursorField = z
  .string()
  .max(4000, 'cursor: it is none of ours.')
  .refine((text) => !text.includes('\0'), 'cursor: it is none of ours.')
  .optional()
  .meta({ description: 'What an answer gave as `next`: goes on behind it.' })

/** Parameters of every list. */
export const pageFields = { limit: limitField, cursor: cursorField }

/** The same where a part begins behind the row of a number. */
export const numberedPageFields = {
  limit: limitField,
  cursor: z
    .string()
    .regex(/^\d{1,9}$/, 'cursor: it is none of ours.')
    .transform(Number)
    .optional()
    .meta(cursorField.meta() ?? {}),
}

/** Words of an enumeration, repeated or between commas: any of them. */
export const anyOf = <const Word extends string>(name: string, words: readonly Word[]) =>
  z
    .array(z.string())
    .transform((texts) => texts.flatMap((text) => text.split(',')))
    .pipe(z.array(z.enum(words, `${name}: it is one of ${words.join(', ')}.`)))
    .optional()

/** A part of a list. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    next: z.string().nullable().meta({ description: '`cursor` of the part behind this one; null at the end.' }),
    total: z.int().min(0).meta({ description: 'Items of all parts.' }),
  })

export interface ListPart<Item> {
  readonly items: readonly Item[]
  readonly next: string | null
  readonly total: number
}
