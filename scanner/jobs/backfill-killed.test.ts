import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmbeddedServer, startEmbedded } from '#prisma/embedded/start-embedded.ts'
import { applyMigrations } from '#prisma/migrate.ts'
import { requestScan } from '#prisma/request-scan.ts'
import { openStore, type Store } from '#scanner/store/open-store.ts'
import { openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { dumpStore, type StoreDump } from '#scanner/testing/dump-store.ts'
import { random, repetitions } from '#scanner/testing/long-run.ts'
import { makeFolder } from '#scanner/testing/make-repository.ts'
import { runWish } from '#scanner/testing/run-wish.ts'
import { type SpawnedModule, spawnModule } from '#scanner/testing/spawn-module.ts'

const workerKills = repetitions(50)
const serverKills = repetitions(20)
const runner = fileURLToPath(new URL('../testing/modules/run-scan.ts', import.meta.url))
const migrations = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

/** Rows when nobody is killed, and how long that takes: in this time something is killed. */
let undisturbed: StoreDump
let undisturbedMs = 0

async function rowsOf(db: Store): Promise<StoreDump> {
  // progress is counted from where a scan was taken up
  const { scan: _, ...rows } = await dumpStore(db)
  return rows
}

/** Asks for all of the demo in a store where two revisions are: all others come before, between and behind them. */
async function beginBackfill(db: Store): Promise<number> {
  await db.$executeRaw`truncate tree, person, blob_text, blob_facts restart identity cascade`
  await runWish(db, { source: 'demo', revisions: ['v5.10', 'v6.6'] })
  return (await requestScan(db, { source: 'demo', revisions: [], tags: ['*'] })).scanId
}

beforeAll(async () => {
  const { db, url } = await openTestDatabase()
  const scanId = await beginBackfill(db)
  const started = performance.now()
  const child = await spawnModule(runner, [url, String(scanId), makeFolder()])
  expect(await child.firstLine).toBe('begun')
  await child.ended
  undisturbedMs = performance.now() - started
  expect(await db.scan.findUniqueOrThrow({ where: { id: scanId } })).toMatchObject({ state: 'done', error: null })
  undisturbed = await rowsOf(db)
  expect(undisturbed.revision).toHaveLength(12)
})

function kill(child: SpawnedModule): void {
  try {
    child.kill('SIGKILL', 'group')
  } catch {
    // it has ended by itself
  }
}

interface Backfill {
  readonly scanId: number
  readonly home: string
  kills: number
}

test(`the worker of a backfill, killed at ${workerKills} moments, leaves the rows of an undisturbed one`, async () => {
  const { db, url } = await openTestDatabase()
  const begin = async (): Promise<Backfill> => ({ scanId: await beginBackfill(db), home: makeFolder(), kills: 0 })
  let backfill = await begin()
  for (let kills = 0; kills < workerKills || backfill.kills > 0; ) {
    const child = await spawnModule(runner, [url, String(backfill.scanId), backfill.home])
    // at the end each has its time, so that all of it is seen
    const isLast = kills >= workerKills
    if (!isLast) {
      // about the time of two revisions: a backfill is killed some times, also before it has begun
      await Promise.race([child.ended, delay((random() * undisturbedMs) / 3)])
      kill(child)
    }
    await child.ended
    if ((await stateOf(db, backfill.scanId)) === 'done') {
      expect(await rowsOf(db)).toEqual(undisturbed)
      if (isLast) break
      backfill = await begin()
    } else {
      expect(isLast).toBe(false)
      kills++
      backfill.kills++
    }
  }
}, 600_000)

test(`Postgres, killed at ${serverKills} moments of a backfill, comes back with rows that go on to the same`, async () => {
  const folder = makeFolder()
  chmodSync(folder, 0o755)
  const dataDirectory = join(folder, 'postgres')
  mkdirSync(dataDirectory)
  const start = async () => {
    // a power cut is not tried here: what Postgres gave to the system is kept
    server = await startEmbedded({ dataDirectory, port: 0, settings: { fsync: 'off' } })
    return server.url
  }
  await applyMigrations(await start(), migrations)
  let backfill: Backfill | null = null
  for (let kills = 0; kills < serverKills || backfill !== null; ) {
    const url = server?.url ?? ''
    backfill ??= await withStore(url, async (db) => ({ scanId: await beginBackfill(db), home: makeFolder(), kills: 0 }))
    const child = await spawnModule(runner, [url, String(backfill.scanId), backfill.home])
    const isLast = kills >= serverKills
    if (!isLast) {
      await Promise.race([child.ended, delay((random() * undisturbedMs) / 2)])
      process.kill(server?.pid ?? 0, 'SIGKILL')
      await server?.exited
    }
    await child.ended
    const { scanId } = backfill
    const state: string = await withStore(isLast ? url : await start(), async (db) => {
      const is = await stateOf(db, scanId)
      if (is === 'done') expect(await rowsOf(db)).toEqual(undisturbed)
      return is
    })
    if (state === 'done') backfill = null
    else {
      expect(isLast).toBe(false)
      kills++
    }
  }
}, 600_000)

let server: EmbeddedServer | null = null
afterAll(async () => {
  await server?.stop()
})

async function withStore<T>(url: string, act: (db: Store) => Promise<T>): Promise<T> {
  const db = openStore(url)
  try {
    return await act(db)
  } finally {
    await db.$disconnect()
  }
}

async function stateOf(db: Store, id: number): Promise<string> {
  return (await db.scan.findUniqueOrThrow({ where: { id }, select: { state: true } })).state
}
