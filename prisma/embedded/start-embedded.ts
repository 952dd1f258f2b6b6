import { join, resolve } from 'node:path'
import pg from 'pg'
import { adoptServer } from './adopt-server.ts'
import { chooseUser } from './choose-user.ts'
import { locateBinaries } from './locate-binaries.ts'
import { findPassword, makeData } from './make-data.ts'
import { placeBinaries, placeData } from './place-files.ts'
import { spawnServer } from './spawn-server.ts'
import { isAlive, stopServer } from './stop-server.ts'

export interface EmbeddedOptions {
  /** Folder whose `node_modules` holds the server's package. */
  readonly root: string
  readonly dataDirectory: string
  /** Wanted port; a free one if it is taken or not given. */
  readonly port?: number
  /** Made if it is not there. */
  readonly database?: string
  /** More settings of the server, as `{ fsync: 'off' }`. */
  readonly settings?: Readonly<Record<string, string>>
}

export interface EmbeddedServer {
  readonly url: string
  readonly port: number
  readonly pid: number
  /** It ran already: an earlier start was killed. */
  readonly adopted: boolean
  readonly dataDirectory: string
  isRunning(): boolean
  /** Ends it in order; returns when it has written everything. */
  stop(): Promise<void>
}

/**
 * Starts the Postgres that comes with Pinwatch on 127.0.0.1, or adopts the one that a killed start left running on this folder.
 * The server outlives a Ctrl-C meant for us. Throws `DatabaseError`.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const user = chooseUser()
  const binaries = placeBinaries(locateBinaries(options.root), user)
  const dataDirectory = placeData(resolve(options.dataDirectory), user)
  const password = makeData(dataDirectory, binaries, user)
  const adopted = await adoptServer(dataDirectory, password)
  const server = adopted ?? (await spawnServer({ ...options, binaries, dataDirectory, password, user }))
  const database = options.database ?? 'pinwatch'
  await ensureDatabase(serverUrl(server.port, password, 'postgres'), database)
  return {
    url: serverUrl(server.port, password, database),
    port: server.port,
    pid: server.pid,
    adopted: adopted !== null,
    dataDirectory,
    isRunning: () => isAlive(server.pid),
    stop: () => stopServer(server.pid, join(dataDirectory, 'postmaster.pid')),
  }
}

/** Where the server of this folder listens, if one runs; nothing is started. */
export async function findEmbedded(dataDirectory: string, database = 'pinwatch'): Promise<string | null> {
  const placed = placeData(resolve(dataDirectory), chooseUser())
  const password = findPassword(placed)
  const found = password === null ? null : await adoptServer(placed, password)
  return found === null || password === null ? null : serverUrl(found.port, password, database)
}

function serverUrl(port: number, password: string, database: string): string {
  return `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`
}

async function ensureDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name])
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}
