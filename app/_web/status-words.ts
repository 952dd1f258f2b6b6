import type { Status } from '#scanner/model/site.ts'

/** What each status says, as a sentence for whoever sees it for the first time. */
export const statusSentences: Readonly<Record<Status, string>> = {
  mismatched: 'Pinned but dropped like a plain reference, or the other way round: a bug.',
  unconverted: 'Takes or drops a plain reference, and nothing exempts it.',
  unknown: 'Pins or unpins, and the other end was not found: to be looked at.',
  converted: 'Pins, and every release that was found drops the pin.',
  exempt: 'Rightly stays as it is, for a reason that was reviewed.',
  wrapper: 'Only hands the pages on; its callers are the users.',
  implementation: 'Part of the definition of an API.',
  'no-reference': 'NULL is passed for the pages: no reference is taken.',
  unrelated: 'A generic release for which no acquire was found.',
}
