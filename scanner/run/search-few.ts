import { missingBlob } from '#scanner/git/missing-blob.ts'
import type { ObjectReader } from '#scanner/git/open-object-reader.ts'
import { prefilterNames } from '#scanner/model/catalogue/index.ts'
import type { BlobVerdict } from '#scanner/model/verdict.ts'
import { compilePrefilter, type Prefilter } from '#scanner/read/prefilter/compile-prefilter.ts'
import { isUtf16 } from './find-blobs.ts'
import { oidOfKey } from './look-names.ts'
import { readingWith, type Search } from './search-blobs.ts'

/** As `searchBlobs()`, of so few blobs that all fit into memory, over a git that runs already. Verdicts by index into `oids`. */
export async function searchFew(
  objects: ObjectReader,
  { directory, oids, names }: Search,
): Promise<ReadonlyMap<number, BlobVerdict>> {
  const { read, mentions } = readingWith(names)
  const blobs = await Promise.all(oids.map((key) => objects.read(oidOfKey(key))))
  const found = new Map<number, BlobVerdict>()
  for (const [index, blob] of blobs.entries()) {
    if (blob?.type !== 'blob') throw missingBlob(directory, oidOfKey(oids[index] ?? ''))
    const bytes = blob.content
    const isMentioned = isUtf16(bytes) || mentions(index, bytes)
    const verdict = (isMentioned ?? namesApi(bytes)) ? read(index, bytes) : null
    if (verdict !== null) found.set(index, verdict)
  }
  return found
}

let prefilter: Prefilter | null = null

/** Whether one of the catalogue's names stands anywhere in a blob. */
function namesApi(bytes: Buffer): boolean {
  prefilter ??= compilePrefilter(prefilterNames)
  prefilter.arena.grow(bytes.length)
  bytes.copy(prefilter.arena.bytes())
  return prefilter.find(0, bytes.length) >= 0
}
