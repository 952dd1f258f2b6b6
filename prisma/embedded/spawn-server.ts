import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { DatabaseError } from '../database-error.ts'
import { answers, type RunningServer } from './adopt-server.ts'
import type { User } from './choose-user.ts'
import type { Binaries } from './locate-binaries.ts'

export interface SpawnOptions {
  readonly binaries: Binaries
  readonly dataDirectory: string
  readonly password: string
  readonly user: User | null
  readonly port?: number
  readonly settings?: Readonly<Record<string, string>>
}

/** Recovery after a kill takes its time on a slow disk. */
const answerWithinMs = 60_000
/** The processes of a server that was killed need a moment to notice it and to let go of its memory. */
const attemptsMax = 20

export async function spawnServer(options: SpawnOptions): Promise<RunningServer> {
  for (let attempt = 1; ; attempt++) {
    const ended = await trySpawn(options)
    if (ended.state === 'running') return ended.server
    const passes = /shared memory block .* in use|could not bind/i.test(ended.said)
    if (!passes || attempt === attemptsMax) throw startError(ended.said, options.dataDirectory)
    await wait(250)
  }
}

type Attempt =
  | { readonly state: 'running'; readonly server: RunningServer }
  | { readonly state: 'ended'; readonly said: string }

async function trySpawn({ binaries, dataDirectory, password, user, ...options }: SpawnOptions): Promise<Attempt> {
  const port = await findFreePort(options.port ?? 0)
  const settings = {
    listen_addresses: '127.0.0.1',
    // sockets in a shared temporary folder would be found by others
    unix_socket_directories: '',
    max_connections: '60',
    shared_buffers: '128MB',
    ...options.settings,
  }
  const log = join(dataDirectory, 'server.log')
  const output = openSync(log, 'a', 0o600)
  // detached: Ctrl-C goes to a whole group of processes, and the database must be the last to end
  const child = spawn(
    binaries.postgres,
    [
      '-D',
      dataDirectory,
      '-p',
      String(port),
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    {
      ...user,
      cwd: dataDirectory,
      detached: true,
      stdio: ['ignore', output, output],
      env: { ...process.env, LC_ALL: 'C' },
    },
  )
  closeSync(output)
  let ended: string | null = null
  child.once('exit', () => {
    ended = lastLines(log)
  })
  child.once('error', (error) => {
    ended = error.message
  })
  child.unref()
  const deadline = Date.now() + answerWithinMs
  while (ended === null && Date.now() < deadline) {
    if (await answers(port, password, dataDirectory)) return { state: 'running', server: { pid: child.pid ?? 0, port } }
    await wait(30)
  }
  child.kill('SIGINT')
  return { state: 'ended', said: ended ?? `no answer in ${answerWithinMs / 1000} s\n${lastLines(log)}` }
}

function startError(said: string, dataDirectory: string): DatabaseError {
  if (/No space left/.test(said)) {
    return new DatabaseError(
      'disk-full',
      `No space is left for the database in ${dataDirectory}. Make room and start again; nothing is lost.`,
    )
  }
  return new DatabaseError('start-failed', `Postgres did not start on ${dataDirectory}. It said:\n${said}`)
}

function lastLines(path: string): string {
  try {
    return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-5).join('\n')
  } catch {
    return ''
  }
}

/** The wanted port if it is free, else any. */
function findFreePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error) => (wanted === 0 ? reject(error) : resolve(findFreePort(0))))
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
