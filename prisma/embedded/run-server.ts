import { setTimeout as delay } from 'node:timers/promises'
import { adoptServer } from './adopt-server.ts'
import { explainFailure } from './explain-failure.ts'
import { findFreePort } from './find-free-port.ts'
import type { Place } from './place.ts'
import type { Binaries } from './prepare-binaries.ts'
import type { RunningServer } from './running-server.ts'
import { logPath } from './server-log.ts'
import { type ServerSettings, spawnServer } from './spawn-server.ts'

const retryMsMax = 20_000

/**
 * What goes away by itself: children of a killed server still write to its shared memory for a moment; another start
 * was faster, and its server is adopted next time round; the port was taken between looking and listening.
 */
const passing = /shared memory block .* still in use|lock file "postmaster\.pid" already exists|Address already in use/

/** Adopts the server of a folder or starts one. Throws `DatabaseError` with the last lines of its log. */
export async function runServer(
  binaries: Binaries,
  place: Place,
  options: { readonly port: number; readonly settings: ServerSettings },
): Promise<RunningServer> {
  const giveUpAt = Date.now() + retryMsMax
  for (;;) {
    const running = await adoptServer(place.dataDirectory)
    if (running !== null) return running
    const port = await findFreePort(options.port)
    const started = await spawnServer(binaries, place, { port, settings: options.settings })
    if (!('failure' in started)) return started
    if (!passing.test(started.failure) || Date.now() > giveUpAt) {
      throw explainFailure('server-failed', `Postgres does not start on ${place.dataDirectory}`, {
        detail: started.failure,
        remedy: `The whole log is ${logPath(place.dataDirectory)}.`,
      })
    }
    await delay(250)
  }
}
