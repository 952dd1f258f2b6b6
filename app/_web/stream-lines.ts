/** Rows as a body that is written as fast as it is read, some at a time. */
export function streamLines<Row>(rows: readonly Row[], format: (row: Row) => string): ReadableStream<Uint8Array> {
  const rowsAtOnce = 200
  const encoder = new TextEncoder()
  let next = 0
  return new ReadableStream({
    pull(controller) {
      const some = rows.slice(next, next + rowsAtOnce)
      next += some.length
      if (some.length > 0) controller.enqueue(encoder.encode(some.map(format).join('')))
      if (next >= rows.length) controller.close()
    },
  })
}
