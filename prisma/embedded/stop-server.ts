import { setTimeout as delay } from 'node:timers/promises'
import { DatabaseError } from '../database-error.ts'
import { isServerOf } from './process-state.ts'

/**
 * How Postgres is asked to end: `SIGINT` ends its clients and writes everything down, `SIGQUIT` leaves that to the
 * recovery of the next start.
 */
const steps = [
  { signal: 'SIGINT', waitMs: 30_000 },
  { signal: 'SIGQUIT', waitMs: 10_000 },
] as const

/** Ends the server of a folder and waits until it has. Throws `DatabaseError` if it goes on. */
export async function stopServer(dataDirectory: string, pid: number): Promise<void> {
  for (const { signal, waitMs } of steps) {
    if (!isServerOf(dataDirectory, pid)) return
    process.kill(pid, signal)
    for (const giveUpAt = Date.now() + waitMs; Date.now() < giveUpAt; await delay(25)) {
      if (!isServerOf(dataDirectory, pid)) return
    }
  }
  throw new DatabaseError(
    'stop-failed',
    `Postgres (process ${pid}) on ${dataDirectory} does not stop. It may be waiting for its disk; kill -QUIT ${pid} ` +
      'asks again and loses nothing.',
  )
}
