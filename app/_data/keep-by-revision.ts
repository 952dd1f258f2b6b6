import type { RevisionDetails } from './get-revision.ts'

/**
 * Keeps what was made of published revisions in memory, of so many of them, the ones asked for last. What a published revision says does
 * not change; one that is judged anew is published at another time, and so has another key. What could not be made is not kept.
 */
export function keepByRevision<Value>(
  revisionsMax: number,
  make: (revision: RevisionDetails) => Promise<Value>,
): (revision: RevisionDetails) => Promise<Value> {
  const kept = new Map<string, Promise<Value>>()
  return (revision) => {
    const key = `${revision.id} ${revision.publishedAt.getTime()}`
    const value = kept.get(key) ?? make(revision)
    // the last one stands last
    kept.delete(key)
    kept.set(key, value)
    value.catch(() => kept.delete(key))
    for (const oldest of kept.keys()) {
      if (kept.size <= revisionsMax) break
      kept.delete(oldest)
    }
    return value
  }
}
