import { streamBlobs } from '#scanner/git/stream-blobs.ts'

export interface BlobContent {
  readonly oid: string
  readonly content: Buffer
}

/** Blobs that one call of `save` gets, and that are in memory at a time. */
const batchBlobs = 128

/** Reads blobs from git, some at a time, and hands them on to be kept: a kernel's files with sites are 30 MB. */
export async function streamTexts(
  directory: string,
  oids: readonly string[],
  save: (texts: readonly BlobContent[]) => Promise<void>,
): Promise<void> {
  for (let at = 0; at < oids.length; at += batchBlobs) {
    const wanted = oids.slice(at, at + batchBlobs)
    const texts: BlobContent[] = []
    await streamBlobs(directory, wanted, ({ buffer, blobs }) => {
      for (const { index, from, to } of blobs) {
        // the buffer is only lent
        texts.push({ oid: wanted[index] ?? '', content: Buffer.from(buffer.subarray(from, to)) })
      }
    })
    await save(texts)
  }
}
