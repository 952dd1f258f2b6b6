import type { BlobFacts, Call } from './facts.ts'

const indexes = new WeakMap<BlobFacts, ReadonlyMap<Call, number>>()

/** Index of a call in `facts.calls`, -1 if it is none of them; looked up once for each blob. */
export function indexOfCall(facts: BlobFacts, call: Call): number {
  const known = indexes.get(facts) ?? new Map(facts.calls.map((one, index) => [one, index]))
  indexes.set(facts, known)
  return known.get(call) ?? -1
}
