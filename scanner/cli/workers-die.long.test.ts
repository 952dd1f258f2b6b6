import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { requestScan } from '#prisma/request-scan.ts'
import { openStore, type Store } from '#scanner/store/open-store.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { makeRepository } from '#scanner/testing/make-repository.ts'
import { findFreePort } from '#scanner/testing/serve-repository.ts'
import { smallKernel } from '#scanner/testing/small-kernel.ts'
import { makeHome, startPinwatch } from '#scanner/testing/start-pinwatch.ts'

const { directory: kernel } = makeRepository([
  { files: smallKernel, tag: 'v1' },
  { files: { 'mm/other.c': 'int other;\n' }, tag: 'v2' },
])

const stores: Store[] = []
afterAll(() => Promise.all(stores.map((store) => store.$disconnect())))

async function openDatabase() {
  const { url } = await createTestDatabase()
  const db = openStore(url)
  stores.push(db)
  return { url, db }
}

async function untilState(db: Store, id: number, state: string): Promise<void> {
  while ((await db.scan.findUniqueOrThrow({ where: { id } })).state !== state) await delay(50)
}

test('a worker that is ended gives its scan back, and one that is killed loses it to another', async () => {
  const { url: DATABASE_URL, db } = await openDatabase()
  const { scanId } = await requestScan(db, { source: 'demo', revisions: [], tags: [] })
  const first = await startPinwatch(['worker'], { env: { DATABASE_URL } })
  await first.hear(/begins/)
  await untilState(db, scanId, 'running')
  expect(await first.end()).toBe(0)
  expect(first.said()).toMatch(/is given back/)
  expect(await db.scan.findUniqueOrThrow({ where: { id: scanId } })).toMatchObject({ state: 'queued' })

  const second = await startPinwatch(['worker'], { env: { DATABASE_URL } })
  await second.hear(/begins/)
  const third = await startPinwatch(['worker'], { env: { DATABASE_URL } })
  await second.end('SIGKILL')
  await third.hear(/is done: \d+ published/)
  await untilState(db, scanId, 'done')
  expect(await db.revision.count()).toBe(12)
  expect(await third.end()).toBe(0)
})

test('scans of one tree run one after the other, with two workers too', async () => {
  const { url: DATABASE_URL, db } = await openDatabase()
  const ids: number[] = []
  for (const revision of ['v1', 'v2', 'HEAD'])
    ids.push((await requestScan(db, { source: kernel, revisions: [revision], tags: [] })).scanId)
  const workers = [
    await startPinwatch(['worker'], { env: { DATABASE_URL } }),
    await startPinwatch(['worker'], { env: { DATABASE_URL } }),
  ]
  let most = 0
  while ((await db.scan.count({ where: { state: 'done' } })) < ids.length) {
    most = Math.max(most, await db.scan.count({ where: { state: 'running' } }))
    await delay(20)
  }
  expect(most).toBeLessThanOrEqual(1)
  expect(await db.scan.findMany({ select: { claim: true } })).toEqual(ids.map(() => ({ claim: 1 })))
  expect(await Promise.all(workers.map((worker) => worker.end()))).toEqual([0, 0])
})

test('a worker waits for a database that is not there yet, and for one that goes away', async () => {
  const home = makeHome()
  const port = await findFreePort()
  const running = await startPinwatch(['start'], { home, env: { PORT: String(port) } })
  await running.hear(/Pinwatch is at/)
  const worker = await startPinwatch(['worker'], { home })
  await worker.hear(/The worker waits for scans/)
  await running.end()
  await worker.hear(/The database is gone: the worker waits for it/)
  const again = await startPinwatch(['start'], { home, env: { PORT: String(port) } })
  await again.hear(/Pinwatch is at/)
  await worker.hear(/The database is back/)
  expect(await worker.end()).toBe(0)
  expect(await again.end()).toBe(0)
})
