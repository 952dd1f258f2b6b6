import { missingBlob } from '#scanner/git/missing-blob.ts'
import type { Repository } from '#scanner/git/open-repository.ts'
import { streamBlobs } from '#scanner/git/stream-blobs.ts'

export interface BlobContent {
  readonly oid: string
  readonly content: Buffer
}

/** Blobs that one call of `save` gets, and that are in memory at a time. */
const batchBlobs = 128

/**
 * Reads blobs from git, some at a time, and hands them on to be kept: a kernel's files with sites are 30 MB. What a commit changes is read over
 * the git that runs already: starting one costs more.
 */
export async function streamTexts(
  { directory, objects }: Pick<Repository, 'directory' | 'objects'>,
  oids: readonly string[],
  save: (texts: readonly BlobContent[]) => Promise<void>,
): Promise<void> {
  const read = oids.length <= batchBlobs ? readOver(objects) : readStreamed
  for (let at = 0; at < oids.length; at += batchBlobs)
    await save(await read(directory, oids.slice(at, at + batchBlobs)))
}

type Read = (directory: string, oids: readonly string[]) => Promise<readonly BlobContent[]>

function readOver(objects: Repository['objects']): Read {
  return (directory, oids) =>
    Promise.all(
      oids.map(async (oid) => {
        const object = await objects.read(oid)
        if (object === null) throw missingBlob(directory, oid)
        return { oid, content: object.content }
      }),
    )
}

async function readStreamed(directory: string, oids: readonly string[]): Promise<readonly BlobContent[]> {
  const texts: BlobContent[] = []
  await streamBlobs(directory, oids, ({ buffer, blobs }) => {
    for (const { index, from, to } of blobs) {
      // the buffer is only lent
      texts.push({ oid: oids[index] ?? '', content: Buffer.from(buffer.subarray(from, to)) })
    }
  })
  return texts
}
