import { CacheError } from '#scanner/cache/cache-error.ts'
import { type FactsCache, openFactsCache } from '#scanner/cache/open-facts-cache.ts'
import { type Memory, remember } from '#scanner/cache/remember.ts'
import type { BlobFacts } from '#scanner/model/facts.ts'
import { factsKey } from './facts-key.ts'

/** Facts by the key of their verdict, as the objects that linking knows again. */
export interface ParsedFacts {
  get(key: string): BlobFacts | undefined
  has(key: string): boolean
  set(key: string, facts: BlobFacts): unknown
}

/** What a process knows from one revision to the next, so that each pays for what it changes. */
export interface FactsMemory {
  /** For the next revision. Facts that the last two did not use are forgotten. */
  next(): Promise<{ readonly cache: FactsCache; readonly parsed: ParsedFacts }>
  /** Hands what was learnt to the cache on disk. Where that cannot be written it is learnt again another time. */
  flush(): Promise<void>
}

/** The cache on disk is written whole: once for so many revisions. A process that is killed between loses what it learnt since. */
const revisionsOfFlush = 8

/** What was learnt is kept also where `act` fails or is called off: whoever tries again goes on from there. Afterwards nothing stays in memory. */
export async function withFactsMemory<T>(home: string, act: (memory: FactsMemory) => Promise<T>): Promise<T> {
  const memory = openFactsMemory(home)
  try {
    const result = await act(memory)
    await memory.flush()
    return result
  } catch (error) {
    // of two errors the first says more
    await memory.flush().catch(() => {})
    throw error
  }
}

/** Facts in memory over the cache below `home`. */
export function openFactsMemory(home: string): FactsMemory {
  let memory: Memory | null = null
  let since = 0
  const generations = { older: new Map<string, BlobFacts>(), current: new Map<string, BlobFacts>() }
  const parsed: ParsedFacts = {
    get(key) {
      const facts = generations.current.get(key) ?? generations.older.get(key)
      if (facts !== undefined) generations.current.set(key, facts)
      return facts
    },
    has: (key) => generations.current.has(key) || generations.older.has(key),
    set: (key, facts) => generations.current.set(key, facts),
  }
  const flush = async () => {
    try {
      await memory?.flush()
    } catch (error) {
      if (!(error instanceof CacheError)) throw error
    }
    memory = null
    since = 0
  }
  return {
    async next() {
      if (since === revisionsOfFlush) await flush()
      since++
      memory ??= remember(await openFactsCache(home, factsKey))
      generations.older = generations.current
      generations.current = new Map()
      return { cache: memory, parsed }
    },
    flush,
  }
}
