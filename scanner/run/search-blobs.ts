import { type BlobBatch, streamBlobs } from '#scanner/git/stream-blobs.ts'
import { prefilterNames, readerNames } from '#scanner/model/catalogue/index.ts'
import type { BlobVerdict } from '#scanner/model/verdict.ts'
import { compilePrefilter } from '#scanner/read/prefilter/compile-prefilter.ts'
import { readFacts } from '#scanner/read/read-facts.ts'

/** Streams blobs and reads those that name an API; blank ones are not reported. `index` is into `oids`, and `bytes` only lent. */
export async function searchBlobs(
  directory: string,
  oids: readonly string[],
  onFound: (index: number, verdict: Exclude<BlobVerdict, { kind: 'blank' }>, bytes: Buffer) => void,
  onRead: (bytes: number) => void,
): Promise<void> {
  const { arena, find } = compilePrefilter(prefilterNames)
  const onBatch = ({ buffer, from, to, blobs }: BlobBatch) => {
    let at = find(from, to)
    onRead(to - from)
    for (const blob of blobs) {
      if (isUtf16(buffer, blob.from, blob.to)) {
        onFound(blob.index, { kind: 'skipped', reason: 'encoding' }, buffer.subarray(blob.from, blob.to))
        continue
      }
      if (at >= 0 && at < blob.from) at = find(blob.from, to)
      if (at < 0 || at >= blob.to) continue
      const bytes = buffer.subarray(blob.from, blob.to)
      onFound(blob.index, { kind: 'facts', facts: readFacts(bytes, readerNames) }, bytes)
    }
  }
  await streamBlobs(directory, oids, onBatch, arena)
}

/** A byte order mark of UTF-16: no name of ours could be found in such a file. */
function isUtf16(buffer: Buffer, from: number, to: number): boolean {
  if (to - from < 2) return false
  const first = buffer[from]
  const second = buffer[from + 1]
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
}
