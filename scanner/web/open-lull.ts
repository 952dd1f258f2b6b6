import type { Server } from 'node:net'

/**
 * How to wait for a lull. Node takes one connection in each turn of its loop, and a turn takes as long as what pages do in it: of 200 visitors who come
 * together the last were heard after seconds, too late to be refused in time. So whoever would begin a page waits here for a turn in
 * which nobody came, `msMax` at most, and one begins in each. With nobody else about, that is the next turn.
 */
export function openLull(server: Server, msMax: number): () => Promise<void> {
  const waiting: { readonly since: number; readonly begin: () => void }[] = []
  let hasCome = false
  server.on('connection', () => {
    hasCome = true
  })
  const look = () => {
    const [first] = waiting
    if (first === undefined) return
    if (!hasCome || performance.now() - first.since >= msMax) {
      waiting.shift()
      first.begin()
    }
    hasCome = false
    if (waiting.length > 0) setImmediate(look)
  }
  return () =>
    new Promise((begin) => {
      waiting.push({ since: performance.now(), begin })
      if (waiting.length === 1) setImmediate(look)
    })
}
