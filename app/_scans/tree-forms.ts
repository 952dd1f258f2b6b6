import { z } from 'zod'
import { shortText } from '#app/_people/claim.ts'
import { noSourceBrowser, parseSourceUrl, sourceUrlHelp } from '#scanner/model/source-template.ts'
import { splitNames } from './scan-form.ts'

/** Names in one field of a form; whether they can be revisions is told by `requestScan`. */
const names = shortText(5000).transform(splitNames).optional()
/** A year is long enough. */
const minutes = z.coerce
  .number('It is a number of minutes.')
  .int('It is a whole number of minutes.')
  .min(1, 'It is a minute or more.')
  .max(525_600, 'It is a year or less.')
  .optional()
const name = shortText(200).min(1)

export const newTreeForm = z.strictObject({
  source: shortText(5000).min(1, 'Say which tree.'),
  name: name.optional(),
  revisions: names,
  tags: names,
  minutes,
})
export type NewTree = { readonly source: string } & FollowWish & { readonly name?: string | undefined }

export const treeNamesForm = z.strictObject({ name, slug: shortText(64) })
export type TreeNames = z.infer<typeof treeNamesForm>

export const followForm = z.strictObject({ minutes, revisions: names, tags: names })
/** Where sources are read on the web; nothing is where they are known to be. */
export const sourceUrlForm = z.strictObject({
  sourceUrl: shortText(1000)
    .refine((text) => text === '' || text === noSourceBrowser || parseSourceUrl(text) !== null, sourceUrlHelp)
    .optional(),
})

/** Names and minutes, each as wished. */
export interface FollowWish {
  readonly minutes?: number | undefined
  readonly revisions?: readonly string[] | undefined
  readonly tags?: readonly string[] | undefined
}
