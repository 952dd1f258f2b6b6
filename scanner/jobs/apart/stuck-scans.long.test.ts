import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { cancelScan } from '#prisma/cancel-scan.ts'
import { requestScan } from '#prisma/request-scan.ts'
import { openStore, type Store } from '#scanner/store/open-store.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { makeRepository } from '#scanner/testing/make-repository.ts'
import { smallKernel } from '#scanner/testing/small-kernel.ts'
import { isAlive, startPinwatch, untilDead } from '#scanner/testing/start-pinwatch.ts'

const stores: Store[] = []
afterAll(() => Promise.all(stores.map((store) => store.$disconnect())))

async function openDatabase() {
  const { url } = await createTestDatabase()
  const db = openStore(url)
  stores.push(db)
  return { url, db }
}

/** A repository that git opens and never gets to the end of: nobody writes into the FIFO where it keeps its refs. */
function makeStuckRepository(): string {
  const { directory } = makeRepository([{ files: smallKernel, tag: 'v1' }])
  const refs = join(directory, '.git', 'packed-refs')
  rmSync(refs, { force: true })
  execFileSync('mkfifo', [refs])
  return directory
}

const makeKernel = (): string => makeRepository([{ files: smallKernel, tag: 'v1' }]).directory

async function untilState(db: Store, id: number, ...states: readonly string[]) {
  for (;;) {
    const scan = await db.scan.findUniqueOrThrow({ where: { id } })
    if (states.includes(scan.state)) return scan
    await delay(50)
  }
}

/** Of git that was started in a folder. */
function gitsIn(directory: string): readonly number[] {
  return execFileSync('ps', ['-A', '-o', 'pid='], { encoding: 'utf8' })
    .split('\n')
    .map(Number)
    .filter((pid) => pid > 0 && cwdOf(pid) === directory)
}

function cwdOf(pid: number): string {
  try {
    return execFileSync('readlink', [`/proc/${pid}/cwd`], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return ''
  }
}

const ask = (db: Store, source: string) => requestScan(db, { source, revisions: ['v1'], tags: [] })

test('a tree whose git hangs fails with the reason, and others do not wait for it', async () => {
  const { url: DATABASE_URL, db } = await openDatabase()
  const stuck = await ask(db, makeStuckRepository())
  const other = await ask(db, makeKernel())
  const worker = await startPinwatch(['worker'], { env: { DATABASE_URL, PINWATCH_GIT_SILENCE: '20' } })
  await untilState(db, other.scanId, 'done')
  expect((await untilState(db, stuck.scanId, 'running', 'failed')).state).toBe('running')
  expect((await untilState(db, stuck.scanId, 'failed')).error).toContain('git said nothing for 20 seconds')
  expect(await worker.end()).toBe(0)
})

test('a scan that is cancelled ends, with its git', async () => {
  const { url: DATABASE_URL, db } = await openDatabase()
  const directory = makeStuckRepository()
  const { scanId } = await ask(db, directory)
  const worker = await startPinwatch(['worker'], { env: { DATABASE_URL } })
  await untilState(db, scanId, 'running')
  while (gitsIn(directory).length === 0) await delay(50)
  expect(await cancelScan(db, scanId)).toBe(true)
  while (gitsIn(directory).length > 0) await delay(50)
  expect((await untilState(db, scanId, 'cancelled')).error).toBeNull()
  expect(await cancelScan(db, scanId)).toBe(false)
  expect(await worker.end()).toBe(0)
})

test('a scan that tells of no progress is tried twice, and failed', async () => {
  const { url: DATABASE_URL, db } = await openDatabase()
  const { scanId } = await ask(db, makeStuckRepository())
  const worker = await startPinwatch(['worker'], {
    env: { DATABASE_URL, PINWATCH_SCAN_SILENCE: '3', PINWATCH_GIT_SILENCE: '1000' },
  })
  const { error } = await untilState(db, scanId, 'failed')
  expect(error).toMatch(/^It told of no progress for 3 seconds .* It was tried 2 times\.$/)
  expect(await worker.end()).toBe(0)
})

test.each(['SIGTERM', 'SIGKILL'] as const)('a worker that gets %s leaves no git behind', async (signal) => {
  const { url: DATABASE_URL, db } = await openDatabase()
  const directory = makeStuckRepository()
  const { scanId } = await ask(db, directory)
  const worker = await startPinwatch(['worker'], { env: { DATABASE_URL } })
  await untilState(db, scanId, 'running')
  while (gitsIn(directory).length === 0) await delay(50)
  const gits = gitsIn(directory)
  await worker.end(signal)
  for (const git of gits) await untilDead(git)
  expect(gits.some(isAlive)).toBe(false)
  // given back by a worker that could
  if (signal !== 'SIGKILL') expect((await untilState(db, scanId, 'queued', 'running')).state).toBe('queued')
})
