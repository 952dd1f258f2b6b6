import { type BlobBatch, streamBlobs } from '#scanner/git/stream-blobs.ts'
import { prefilterNames } from '#scanner/model/catalogue/index.ts'
import { compilePrefilter } from '#scanner/read/prefilter/compile-prefilter.ts'
import { oidOfKey } from './look-names.ts'

export interface FindTask {
  readonly directory: string
  /** Ids of blobs, or keys of blobs that are read with names. */
  readonly oids: readonly string[]
  /** Whether a blob mentions one of the names that it is read with; `null` where it is read with none but those of the catalogue. */
  readonly mentions: (index: number, bytes: Buffer) => boolean | null
}

/**
 * Streams blobs and reports those that are to be read: they name an API or one of their own names, or are in an encoding that no name could
 * be found in. `index` is into `oids`, and `bytes` only lent.
 */
export async function findBlobs(
  { directory, oids, mentions }: FindTask,
  onHit: (index: number, bytes: Buffer) => void,
  onRead: (bytes: number, files: number) => void,
): Promise<void> {
  const { arena, find } = compilePrefilter(prefilterNames)
  const onBatch = ({ buffer, from, to, blobs }: BlobBatch) => {
    let at = find(from, to)
    onRead(to - from, blobs.length)
    for (const blob of blobs) {
      const bytes = buffer.subarray(blob.from, blob.to)
      const isMentioned = isUtf16(bytes) || mentions(blob.index, bytes)
      if (isMentioned === null && at >= 0 && at < blob.from) at = find(blob.from, to)
      if (isMentioned ?? (at >= 0 && at < blob.to)) onHit(blob.index, bytes)
    }
  }
  await streamBlobs(directory, oids.map(oidOfKey), onBatch, arena)
}

/** A byte order mark of UTF-16: no name of ours could be found in such a file. */
export function isUtf16(bytes: Buffer): boolean {
  if (bytes.length < 2) return false
  const [first, second] = bytes
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
}
