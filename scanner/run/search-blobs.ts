import { streamBlobs } from '#scanner/git/stream-blobs.ts'
import { prefilterNames, readerNames } from '#scanner/model/catalogue/index.ts'
import type { BlobVerdict } from '#scanner/model/verdict.ts'
import { compilePrefilter } from '#scanner/read/prefilter.ts'
import { readFacts } from '#scanner/read/read-facts.ts'

/** Streams blobs and reads those that name an API; blank ones are not reported. `index` is into `oids`, and `bytes` only lent. */
export async function searchBlobs(
  directory: string,
  oids: readonly string[],
  onFound: (index: number, verdict: Exclude<BlobVerdict, { kind: 'blank' }>, bytes: Buffer) => void,
  onRead: (bytes: number) => void,
): Promise<void> {
  const findName = compilePrefilter(prefilterNames)
  await streamBlobs(directory, oids, ({ buffer, from, to, blobs }) => {
    const text = buffer.toString('latin1', from, to)
    let at = findName(text, 0)
    onRead(to - from)
    for (const blob of blobs) {
      const bytes = buffer.subarray(blob.from, blob.to)
      const start = blob.from - from
      const end = blob.to - from
      if (isUtf16(buffer, blob.from, blob.to)) {
        onFound(blob.index, { kind: 'skipped', reason: 'encoding' }, bytes)
        continue
      }
      if (at >= 0 && at < start) at = findName(text, start)
      if (at < 0 || at >= end) continue
      onFound(blob.index, { kind: 'facts', facts: readFacts(bytes, readerNames) }, bytes)
    }
  })
}

/** A byte order mark of UTF-16: no name of ours could be found in such a file. */
function isUtf16(buffer: Buffer, from: number, to: number): boolean {
  if (to - from < 2) return false
  const first = buffer[from]
  const second = buffer[from + 1]
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
}
