import type { Server } from 'node:net'

/**
 * How to wait for a lull. Node takes one connection in each turn of its loop, and a turn takes as long as what pages do in it: of 200 visitors who come
 * together the last were heard after seconds, too late to be refused in time. So whoever would begin a page waits here for a turn in
 * which nobody came, and one begins in each; while visitors keep coming, one in so many turns. They are counted, since on a busy machine
 * a turn takes longer, and so does a page. With nobody else about, the next turn is a lull.
 */
export function openLull(server: Server, turnsMax: number): () => Promise<void> {
  const waiting: (() => void)[] = []
  let hasCome = false
  let turns = 0
  server.on('connection', () => {
    hasCome = true
  })
  const look = () => {
    if (!hasCome || ++turns >= turnsMax) {
      turns = 0
      waiting.shift()?.()
    }
    hasCome = false
    if (waiting.length > 0) setImmediate(look)
  }
  return () =>
    new Promise((begin) => {
      waiting.push(begin)
      if (waiting.length === 1) setImmediate(look)
    })
}
