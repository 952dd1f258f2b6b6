import { readerNames, type WrapperNames } from '#scanner/model/catalogue/index.ts'
import type { BlobFacts } from '#scanner/model/facts.ts'
import type { BlobVerdict } from '#scanner/model/verdict.ts'
import { readFacts } from '#scanner/read/read-facts.ts'
import { type FindTask, findBlobs, isUtf16 } from './find-blobs.ts'
import { type LookNames, mentionPattern, noNames, toWrapperNames } from './look-names.ts'

export interface Search {
  readonly directory: string
  /** Ids of blobs, or keys of blobs that are read with names. */
  readonly oids: readonly string[]
  /** For each the names that it is read with; empty where none is. */
  readonly names: readonly (LookNames | null)[]
}

/**
 * Streams blobs and reads those that name an API, or one of the names that they are read with; blank ones are not
 * reported. `index` is into `oids`, and `bytes` only lent.
 */
export async function searchBlobs(
  { directory, oids, names }: Search,
  onFound: (index: number, verdict: Exclude<BlobVerdict, { kind: 'blank' }>, bytes: Buffer) => void,
  onRead: (bytes: number, files: number) => void,
): Promise<void> {
  const { read, mentions } = readingWith(names)
  const onHit = (index: number, bytes: Buffer) => {
    const verdict = read(index, bytes)
    if (verdict !== null) onFound(index, verdict, bytes)
  }
  await findBlobs({ directory, oids, mentions }, onHit, onRead)
}

/** Reads blobs that were found, each with the names of its index; `null` is blank after all. */
export function readingWith(names: readonly (LookNames | null)[]): {
  readonly read: (index: number, bytes: Buffer) => Exclude<BlobVerdict, { kind: 'blank' }> | null
  readonly mentions: FindTask['mentions']
} {
  const looks = new Map<LookNames, { readonly uses: RegExp; readonly wrappers: WrapperNames }>()
  for (const one of names)
    if (one !== null && !looks.has(one)) looks.set(one, { uses: mentionPattern(one), wrappers: toWrapperNames(one) })
  const lookOf = (index: number) => looks.get(names[index] ?? noNames)
  return {
    mentions: (index, bytes) => lookOf(index)?.uses.test(bytes.toString('latin1')) ?? null,
    read: (index, bytes) => {
      if (isUtf16(bytes)) return { kind: 'skipped', reason: 'encoding' }
      const look = lookOf(index)
      if (look === undefined) return { kind: 'facts', facts: readFacts(bytes, readerNames) }
      const facts = readFacts(bytes, { ...readerNames, wrappers: look.wrappers })
      return saysAnything(facts) ? { kind: 'facts', facts } : null
    },
  }
}

/** A file that only has a name in common with wrappers is as good as blank. */
function saysAnything({ functions, calls, callbacks, declarations, aliases }: BlobFacts): boolean {
  return functions.length + calls.length + callbacks.length + declarations.length + (aliases?.length ?? 0) > 0
}
