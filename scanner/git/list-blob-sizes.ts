import { streamPieces } from './stream-pieces.ts'

/** Sizes in bytes of those blobs that a repository has. In a partial clone the others are not fetched: `listSizes` rejects there. */
export async function listBlobSizes(directory: string, oids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>()
  if (oids.length === 0) return sizes
  const command = ['cat-file', '--batch-check=%(objectname) %(objectsize)', '--buffer']
  const take = (line: Buffer) => {
    const found = /^([0-9a-f]{40,64}) (\d+)$/.exec(line.toString('latin1'))
    if (found !== null) sizes.set(found[1] ?? '', Number(found[2]))
  }
  await streamPieces(directory, command, `${oids.join('\n')}\n`, take, { end: 0x0a })
  return sizes
}
