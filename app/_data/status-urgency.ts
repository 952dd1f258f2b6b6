import type { Status } from '#scanner/model/site.ts'

/** What a maintainer should look at first; the order of lists and of the filter. */
export const statusUrgency: readonly Status[] = [
  'mismatched',
  'unconverted',
  'unknown',
  'converted',
  'exempt',
  'wrapper',
  'implementation',
  'no-reference',
  'unrelated',
]
