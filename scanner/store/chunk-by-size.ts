/** A statement is built in memory as a whole, by us and by the server. */
const chunkBytesMax = 4 * 1024 * 1024

/** Neighbours together, as many as a statement should carry; one that is larger stands alone. */
export function* chunkBySize<Item>(items: Iterable<Item>, sizeBytes: (item: Item) => number): Generator<Item[]> {
  let chunk: Item[] = []
  let bytes = 0
  for (const item of items) {
    const size = sizeBytes(item)
    if (chunk.length > 0 && bytes + size > chunkBytesMax) {
      yield chunk
      chunk = []
      bytes = 0
    }
    chunk.push(item)
    bytes += size
  }
  if (chunk.length > 0) yield chunk
}
