import { setTimeout as delay } from 'node:timers/promises'
import { DatabaseError } from '../database-error.ts'
import { pingServer } from './ping-server.ts'
import { clearPostmaster, readPostmaster } from './postmaster-pid.ts'
import { isServerOf, judgeProcess } from './process-state.ts'
import type { RunningServer } from './running-server.ts'
import { logPath } from './server-log.ts'
import { serverUrl } from './server-url.ts'

const silenceMsMax = 60_000
const pollMs = 100

/**
 * The server that runs on this folder already: another process of Pinwatch started it, or one that was killed did.
 * Waits while it starts, recovers or stops. `null` if there is none. Throws `DatabaseError` if it stays silent.
 */
export async function adoptServer(dataDirectory: string): Promise<RunningServer | null> {
  let lastSign = Date.now()
  for (;;) {
    const found = readPostmaster(dataDirectory)
    if (found === null) return null
    const state = judgeProcess(dataDirectory, found.pid)
    if (state === 'something-else') clearPostmaster(dataDirectory, found)
    if (state !== 'server') return null
    const answer = await pingServer(serverUrl(dataDirectory, found.port, 'postgres'), dataDirectory)
    if (answer === 'ready') return { ...found, adopted: true, ended: watchEnd(dataDirectory, found.pid) }
    // recovery after a crash may take long, and says so
    if (answer === 'starting') lastSign = Date.now()
    if (answer === 'stranger' || Date.now() - lastSign > silenceMsMax) throw silent(dataDirectory, found.pid)
    await delay(pollMs)
  }
}

/** Nobody is told of the end of a process that is not a child, so it is looked for. */
async function watchEnd(dataDirectory: string, pid: number): Promise<void> {
  while (isServerOf(dataDirectory, pid)) await delay(500, undefined, { ref: false })
}

function silent(dataDirectory: string, pid: number): DatabaseError {
  return new DatabaseError(
    'server-silent',
    `A Postgres (process ${pid}) holds ${dataDirectory} and does not let Pinwatch in. Stop it with kill -INT ${pid} ` +
      `and start again; what it says stands in ${logPath(dataDirectory)}.`,
  )
}
