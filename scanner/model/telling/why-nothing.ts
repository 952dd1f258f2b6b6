import type { Digest } from './digest.ts'

/** Why there is no mail of a digest, as a sentence; `null`: it has something to tell. */
export function whyNothing({ tree, section, revision, before, open, events }: Digest): string | null {
  if (open.length > 0 || events.length > 0) return null
  const happened = before === null ? '' : `, and nothing happened since ${before}`
  return `Nothing of ${section.title} is left to convert in ${tree.name} ${revision.label}${happened}.`
}
