import type { FactsCache } from '#scanner/cache/open-facts-cache.ts'
import { type Outline, outlineOf } from '#scanner/link/outline.ts'
import { placeFile } from '#scanner/model/kernel-path.ts'
import type { SourceFile } from '#scanner/model/linked.ts'
import type { BlobVerdict } from '#scanner/model/verdict.ts'
import type { ParsedFacts } from './facts-memory.ts'
import { oidOfKey } from './look-names.ts'
import type { KeyedFile } from './part-keys.ts'
import { type ReadingOptions, readBlobs } from './read-blobs.ts'

/** Facts by the keys of their verdicts: outlines of all files, and the facts themselves of those that somebody asks for. */
export interface KnownFacts {
  /** Outlines by key; blobs that are blank with the names of their key have none. Rejects where a verdict is not known. */
  outlines(keys: readonly string[]): Promise<ReadonlyMap<string, Outline>>
  /** Files with their facts, in the order given. */
  sources(files: readonly KeyedFile[], kernel: string | null): Promise<readonly SourceFile[]>
  /** Verdicts that were read just now. */
  add(verdicts: ReadonlyMap<string, string>): void
  /** What the cache does not know yet. */
  readonly learnt: { readonly verdicts: Map<string, string>; readonly links: Map<string, string> }
}

export interface KnownFactsOptions extends ReadingOptions {
  readonly directory: string
  readonly cache: FactsCache | null
  readonly parsed: ParsedFacts
  /** Verdicts that were just read and are in no cache yet, as JSON; `''` where there is none. */
  readonly textOf?: (key: string) => string
}

/**
 * Facts over a cache. Outlines are kept there by themselves: of a tree that is known all that most questions need, and a fifth of the
 * text.
 */
export function openKnownFacts({ directory, cache, parsed, textOf, ...how }: KnownFactsOptions): KnownFacts {
  const outlines = new Map<string, Outline>()
  const verdicts = new Map<string, string>()
  const links = new Map<string, string>()
  const added = new Map<string, string>()

  /** Parses what is not parsed. A cache that lost some of it (an entry was damaged) costs reading these blobs again, not an error. */
  const load = async (keys: readonly string[]): Promise<void> => {
    const open = keys.filter((key) => !parsed.has(key))
    const texts = new Map(open.map((key) => [key, added.get(key) || textOf?.(key) || '']))
    const kept = await cache?.verdicts(open.filter((key) => !texts.get(key)))
    for (const [key, text] of kept ?? []) texts.set(key, text)
    const lost = open.filter((key) => !texts.get(key) && key === oidOfKey(key))
    const read = lost.length === 0 ? new Map<string, string>() : await readBlobs(directory, lost, how)
    for (const [key, text] of read) {
      texts.set(key, text)
      verdicts.set(key, text)
    }
    for (const [key, text] of texts) {
      const verdict: BlobVerdict = text === '' ? { kind: 'blank' } : JSON.parse(text)
      if (verdict.kind === 'facts') parsed.set(key, verdict.facts)
    }
  }

  return {
    learnt: { verdicts, links },
    add(read) {
      for (const [key, text] of read) {
        added.set(key, text)
        verdicts.set(key, text)
      }
    },
    async outlines(keys) {
      const open = keys.filter((key) => !outlines.has(key))
      const kept = (await cache?.links(open.map(linkKey))) ?? new Map<string, string>()
      const derived: string[] = []
      for (const key of open) {
        const text = kept.get(linkKey(key))
        // an outline without its facts would be of no use later
        if (text === undefined || (!parsed.has(key) && cache?.knows(key) !== true)) derived.push(key)
        else if (!parsed.has(key)) outlines.set(key, JSON.parse(text))
      }
      await load(derived)
      for (const key of open) {
        const facts = parsed.get(key)
        if (facts === undefined) continue
        const outline = outlineOf(facts)
        outlines.set(key, outline)
        if (cache !== null && !kept.has(linkKey(key))) links.set(linkKey(key), JSON.stringify(outline))
      }
      return new Map(
        keys.flatMap((key) => {
          const outline = outlines.get(key)
          return outline === undefined ? [] : [[key, outline] as const]
        }),
      )
    },
    async sources(files, kernel) {
      await load(files.map(({ key }) => key))
      return files.map(({ path, key }) => {
        const facts = parsed.get(key)
        if (facts === undefined)
          throw new Error('the cache is inconsistent: delete its folder, or scan with --no-cache')
        return placeFile({ path, oid: oidOfKey(key), facts }, kernel)
      })
    },
  }
}

const linkKey = (key: string): string => `outline ${key}`
