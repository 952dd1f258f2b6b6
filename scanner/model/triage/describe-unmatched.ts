import type { TriageEntry } from './triage.ts'

/** So many are named; the rest is a number. */
const namedMax = 3

/** A sentence about judgements that belong to no site of a revision; none if there are none. */
export function describeUnmatched(unmatched: readonly TriageEntry[]): readonly string[] {
  if (unmatched.length === 0) return []
  const named = unmatched
    .slice(0, namedMax)
    .map(({ path, function: name, api, ordinal }) => `${path} ${name ?? '(no function)'} ${api} ${ordinal}`)
  const more = unmatched.length - named.length
  const count =
    unmatched.length === 1
      ? '1 judgement of the triage file is'
      : `${unmatched.length} judgements of the triage file are`
  return [
    `${count} of sites that are not in this revision: ${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`,
  ]
}
