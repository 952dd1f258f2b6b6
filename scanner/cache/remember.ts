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
  const links = new Map<string, string>()
  return {
    digest: (key) => digests.get(key) ?? below?.digest(key) ?? null,
    verdicts: (oids) => recall(verdicts, oids, async (open) => (await below?.verdicts(open)) ?? new Map()),
    knows: (oid) => Boolean(verdicts.get(oid)) || below?.knows(oid) === true,
    links: (keys) => recall(links, keys, async (open) => (await below?.links(open)) ?? new Map()),
    async save(learnt) {
      for (const [key, digest] of learnt.digests) digests.set(key, digest)
      for (const [oid, verdict] of learnt.verdicts) verdicts.set(oid, verdict)
      for (const [key, link] of learnt.links ?? []) links.set(key, link)
    },
    async flush() {
      await below?.save({ digests, verdicts, links })
    },
  }
}

async function recall(
  known: ReadonlyMap<string, string>,
  keys: readonly string[],
  ask: (keys: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  const open: string[] = []
  for (const key of keys) {
    const value = known.get(key)
    if (value === undefined) open.push(key)
    else found.set(key, value)
  }
  if (open.length > 0) for (const [key, value] of await ask(open)) found.set(key, value)
  return found
}
