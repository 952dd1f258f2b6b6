import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Database } from '#prisma/client.ts'
import { claimTree, openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { dumpStore } from '#scanner/testing/dump-store.ts'
import { random, repetitions } from '#scanner/testing/long-run.ts'
import { publishSamples } from '#scanner/testing/publish-samples.ts'
import { spawnModule } from '#scanner/testing/spawn-module.ts'
import { claimScan } from './claim-scan.ts'
import { finishScan } from './finish-scan.ts'

const rounds = repetitions(20)
const soonerMax = 8
const publisher = fileURLToPath(new URL('../testing/publish-samples.ts', import.meta.url))

test('killed at any moment, a publish that is begun anew ends with the rows of an undisturbed one', async () => {
  const { db, url } = await openTestDatabase()
  const started = performance.now()
  await publishAnew(db, await claimTree(db))
  const undisturbed = await dumpStore(db)
  const durationMs = performance.now() - started

  let interrupted = 0
  // where the publisher is done before it is killed, as it may be if few rounds are drawn, it is killed sooner
  for (let round = 0; round < rounds || (interrupted === 0 && round < rounds + soonerMax); round++) {
    await db.$executeRaw`truncate tree, person, blob_text cascade`
    const tree = await claimTree(db)
    const child = await spawnModule(publisher, [url, tree.treeId, tree.scan.id, tree.scan.claim].map(String))
    expect(await child.firstLine).toBe('ready')
    // in even steps over the whole of it, at a moment of chance within each
    const part = round < rounds ? (round + random()) / rounds : random() / 2 ** (round - rounds + 1)
    await delay(durationMs * part)
    child.kill('SIGKILL', 'process')
    await child.ended
    const claimed = await claimScan(db, tree.scan.id)
    if (claimed.kind !== 'claimed') throw new Error(claimed.kind)
    if ((await db.revision.count()) < 4) interrupted++
    await publishAnew(db, { treeId: tree.treeId, scan: claimed.scan })
    expect(await dumpStore(db)).toEqual(undisturbed)
  }
  expect(interrupted).toBeGreaterThan(0)
}, 300_000)

async function publishAnew(db: Database, options: Parameters<typeof publishSamples>[1]): Promise<void> {
  await publishSamples(db, options)
  expect(await finishScan(db, options.scan)).toBe(true)
}
