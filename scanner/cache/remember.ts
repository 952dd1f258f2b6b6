import type { DirectoryDigest } from '#scanner/model/verdict.ts'
import type { FactsCache } from './open-facts-cache.ts'

/** A cache in memory over one on disk: for several revisions in one process. */
export interface Memory extends FactsCache {
  /** Hands all that was learnt to the cache below, at once. */
  flush(): Promise<void>
}

/** What is saved into it is known to the next revision at once, and written to `below` when flushed: entries are replaced whole. */
export function remember(below: FactsCache | null): Memory {
  const digests = new Map<string, DirectoryDigest>()
  const verdicts = new Map<string, string>()
  return {
    digest: (key) => digests.get(key) ?? below?.digest(key) ?? null,
    async verdicts(oids) {
      const found = new Map<string, string>()
      const open: string[] = []
      for (const oid of oids) {
        const verdict = verdicts.get(oid)
        if (verdict === undefined) open.push(oid)
        else found.set(oid, verdict)
      }
      if (open.length > 0) for (const [oid, verdict] of (await below?.verdicts(open)) ?? []) found.set(oid, verdict)
      return found
    },
    async save(learnt) {
      for (const [key, digest] of learnt.digests) digests.set(key, digest)
      for (const [oid, verdict] of learnt.verdicts) verdicts.set(oid, verdict)
    },
    async flush() {
      await below?.save({ digests, verdicts })
    },
  }
}
