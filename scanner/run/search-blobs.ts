import { type BlobBatch, streamBlobs } from '#scanner/git/stream-blobs.ts'
import { prefilterNames, readerNames } from '#scanner/model/catalogue/index.ts'
import type { BlobFacts } from '#scanner/model/facts.ts'
import type { BlobVerdict } from '#scanner/model/verdict.ts'
import { compilePrefilter } from '#scanner/read/prefilter/compile-prefilter.ts'
import { readFacts } from '#scanner/read/read-facts.ts'
import { type LookNames, mentionPattern, noNames, oidOfKey, toWrapperNames } from './look-names.ts'

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
  onRead: (bytes: number) => void,
): Promise<void> {
  const { arena, find } = compilePrefilter(prefilterNames)
  const looks = new Map(
    names.flatMap((one) =>
      one === null ? [] : [[one, { uses: mentionPattern(one), wrappers: toWrapperNames(one) }] as const],
    ),
  )
  const onBatch = ({ buffer, from, to, blobs }: BlobBatch) => {
    let at = find(from, to)
    onRead(to - from)
    for (const blob of blobs) {
      if (isUtf16(buffer, blob.from, blob.to)) {
        onFound(blob.index, { kind: 'skipped', reason: 'encoding' }, buffer.subarray(blob.from, blob.to))
        continue
      }
      const bytes = buffer.subarray(blob.from, blob.to)
      const look = looks.get(names[blob.index] ?? noNames)
      if (look !== undefined) {
        if (!look.uses.test(bytes.toString('latin1'))) continue
        const facts = readFacts(bytes, { ...readerNames, wrappers: look.wrappers })
        if (saysAnything(facts)) onFound(blob.index, { kind: 'facts', facts }, bytes)
        continue
      }
      if (at >= 0 && at < blob.from) at = find(blob.from, to)
      if (at < 0 || at >= blob.to) continue
      onFound(blob.index, { kind: 'facts', facts: readFacts(bytes, readerNames) }, bytes)
    }
  }
  await streamBlobs(directory, oids.map(oidOfKey), onBatch, arena)
}

/** A file that only has a name in common with wrappers is as good as blank. */
function saysAnything({ functions, calls, callbacks, declarations, aliases }: BlobFacts): boolean {
  return functions.length + calls.length + callbacks.length + declarations.length + (aliases?.length ?? 0) > 0
}

/** A byte order mark of UTF-16: no name of ours could be found in such a file. */
function isUtf16(buffer: Buffer, from: number, to: number): boolean {
  if (to - from < 2) return false
  const first = buffer[from]
  const second = buffer[from + 1]
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
}
