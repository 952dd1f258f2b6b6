import type { ComparisonKind } from '#scanner/model/classify-change.ts'

/** What each list of a comparison has, as a sentence. */
export const comparisonSentences: Readonly<Record<ComparisonKind, string>> = {
  regressed: 'A conversion that was undone, or a site that became mismatched.',
  appeared: 'Calls that only the later revision has.',
  converted: 'Sites that were counted and not converted, and are now.',
  gone: 'Calls that only the earlier revision has.',
  open: 'Acquires that are unconverted, mismatched or unknown at the later revision, whether or not they changed.',
}
