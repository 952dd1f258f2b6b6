import { spawn } from 'node:child_process'
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { isAlive } from '#prisma/embedded/process-state.ts'
import { startEmbedded } from '#prisma/embedded/start-embedded.ts'
import { applyMigrations } from '#prisma/migrate.ts'

/** What every test file of a run knows of the server, whether it was started or not. */
export interface TestServerPlace {
  /** Empty before the first test that needs a server. */
  readonly folder: string
  /** The process whose end is the end of the run. */
  readonly runnerPid: number
}

const testServer = z.object({ url: z.string(), pid: z.number(), dataDirectory: z.string() })
export type TestServer = z.infer<typeof testServer>

/** Database that others are cloned from: every migration is applied, nothing is in it. */
export const templateName = 'template_pinwatch'

export const migrationsFolder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

/** Nothing has to survive a crash. */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  // a pool for each test of each worker
  max_connections: '200',
}

/** The server of this run; starts it for the first test that asks, which the tests of other workers wait for. */
export async function ensureTestServer(place: TestServerPlace): Promise<TestServer> {
  for (;;) {
    const server = readTestServer(place.folder)
    if (server !== null) return server
    if (takeLock(place.folder)) break
    await delay(50)
  }
  try {
    return await startTestServer(place)
  } finally {
    rmSync(lockPath(place.folder), { force: true })
  }
}

/** `null` if no test has needed one. */
export function readTestServer(folder: string): TestServer | null {
  const path = serverPath(folder)
  return existsSync(path) ? testServer.parse(JSON.parse(readFileSync(path, 'utf8'))) : null
}

async function startTestServer({ folder, runnerPid }: TestServerPlace): Promise<TestServer> {
  const { url, pid, dataDirectory } = await startEmbedded({
    dataDirectory: join(folder, 'data'),
    port: 0,
    database: templateName,
    settings,
  })
  endWithRunner(runnerPid, { url, pid, dataDirectory }, folder)
  await applyMigrations(url, migrationsFolder)
  const serverUrl = new URL(url)
  serverUrl.pathname = '/postgres'
  const server = { url: serverUrl.href, pid, dataDirectory }
  // renamed when complete: the others read it as soon as it is there
  writeFileSync(`${serverPath(folder)}.new`, JSON.stringify(server))
  renameSync(`${serverPath(folder)}.new`, serverPath(folder))
  return server
}

/** Stops the server and removes its folder also if the test run is killed. Where there is no `sh`, it stays. */
function endWithRunner(runnerPid: number, server: TestServer, folder: string): void {
  const script = `while kill -0 "$1" && kill -0 "$2"; do sleep 1; done
    kill -INT "$2"
    while kill -0 "$2"; do sleep 0.1; done
    rm -rf "$3" "$4"`
  const names = [String(runnerPid), String(server.pid), server.dataDirectory, folder]
  const watch = spawn('sh', ['-c', script, 'sh', ...names], { detached: true, stdio: 'ignore', cwd: '/' })
  watch.on('error', () => {})
  watch.unref()
}

function takeLock(folder: string): boolean {
  const path = lockPath(folder)
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    // a worker that was ended while it started the server; just made, the file is empty
    const holder = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0
    if (holder > 0 && !isAlive(holder)) rmSync(path, { force: true })
    return false
  }
}

const serverPath = (folder: string) => join(folder, 'server.json')
const lockPath = (folder: string) => join(folder, 'starting')
