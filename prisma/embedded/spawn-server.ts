import { spawn } from 'node:child_process'
import { closeSync, fstatSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { runAs } from './account.ts'
import { pingServer } from './ping-server.ts'
import type { Place } from './place.ts'
import type { Binaries } from './prepare-binaries.ts'
import type { RunningServer } from './running-server.ts'
import { serverEnvironment } from './server-environment.ts'
import { openLog, readLogTail } from './server-log.ts'
import { serverUrl } from './server-url.ts'

/** Settings of the server, over the ones here. */
export type ServerSettings = Readonly<Record<string, string>>

const settings: ServerSettings = {
  listen_addresses: '127.0.0.1',
  // no socket in a temporary folder that others can reach
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '128MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m ',
  log_checkpoints: 'off',
  // a client that was killed must not keep its locks until its long query is done
  client_connection_check_interval: '1s',
}

/** Recovery after a crash may take longer, and says so. */
const silenceMsMax = 60_000

/** Why a server did not come up: what it wrote before it ended. */
export interface FailedServer {
  readonly failure: string
}

/** Starts a server on complete data and waits until it answers or ends. */
export async function spawnServer(
  binaries: Binaries,
  place: Place,
  options: { readonly port: number; readonly settings: ServerSettings },
): Promise<RunningServer | FailedServer> {
  const { dataDirectory, account } = place
  const { port } = options
  const log = openLog(place)
  const logged = fstatSync(log).size
  const flags = Object.entries({ ...settings, ...options.settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const child = spawn(binaries.postgres, ['-D', dataDirectory, '-p', String(port), ...flags], {
    ...runAs(account),
    cwd: dataDirectory,
    env: serverEnvironment(),
    stdio: ['ignore', log, log],
    // Ctrl-C goes to every process of the terminal's group; who started the server stops it, after its own clients
    detached: true,
  })
  closeSync(log)
  child.unref()
  let failure: string | null = null
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      failure = readLogTail(dataDirectory, logged) || `It ended with ${code ?? signal} and wrote nothing.`
      resolve()
    })
    child.once('error', (error) => {
      failure = error.message
      resolve()
    })
  })
  const url = serverUrl(dataDirectory, port, 'postgres')
  for (let lastSign = Date.now(); Date.now() - lastSign < silenceMsMax; ) {
    await Promise.race([ended, delay(30)])
    if (failure !== null) return { failure }
    const answer = await pingServer(url, dataDirectory)
    if (answer === 'ready') return { pid: child.pid ?? 0, port, adopted: false, ended }
    if (answer === 'starting') lastSign = Date.now()
  }
  child.kill('SIGINT')
  await ended
  return { failure: `It did not answer for ${silenceMsMax / 1000} s.\n${readLogTail(dataDirectory, logged)}` }
}
