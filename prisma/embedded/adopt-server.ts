import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { DatabaseError } from '../database-error.ts'
import { isAlive } from './stop-server.ts'

export interface RunningServer {
  readonly port: number
  readonly pid: number
}

/** A server that starts up, or shuts down after its data was used hard, answers late. */
const answerWithinMs = 15_000

/**
 * The server that runs on this data already, because the start before this one was killed. `null` if none does; a lock file that a dead
 * one left is removed then, also if its number belongs to another process by now.
 * Throws `DatabaseError` `not-answering`.
 */
export async function adoptServer(dataDirectory: string, password: string): Promise<RunningServer | null> {
  const lock = join(dataDirectory, 'postmaster.pid')
  const deadline = Date.now() + answerWithinMs
  for (;;) {
    if (!existsSync(lock)) return null
    const { pid, port } = readLock(lock)
    if (!isPostgres(pid)) {
      rmSync(lock, { force: true })
      return null
    }
    if (port !== null && (await answers(port, password, dataDirectory))) return { pid, port }
    if (Date.now() > deadline) {
      throw new DatabaseError(
        'not-answering',
        `Process ${pid} runs Postgres on ${dataDirectory} and does not answer. See ${join(dataDirectory, 'server.log')}, end that process, and start again.`,
      )
    }
    await wait(100)
  }
}

/** Lines of the file: process, data folder, start time, port, … The port is missing while the server starts. */
function readLock(path: string): { readonly pid: number; readonly port: number | null } {
  try {
    const [pid, , , port] = readFileSync(path, 'utf8').split('\n')
    return { pid: Number(pid), port: port === undefined || port === '' ? null : Number(port) }
  } catch {
    return { pid: 0, port: null }
  }
}

function isPostgres(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return false
  const about = `/proc/${pid}/cmdline`
  // where there is no /proc a living process is believed
  return !existsSync('/proc/self') || (existsSync(about) && /postgres/.test(readFileSync(about, 'utf8')))
}

/** Whether a server on this port is the one of this folder: another may have taken the port since. */
export async function answers(port: number, password: string, dataDirectory: string): Promise<boolean> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password,
    database: 'postgres',
    connectionTimeoutMillis: 3000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    return rows[0]?.data_directory === dataDirectory
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}
