import { expect, test } from 'vitest'
import { claimTree, openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { samplePublication } from '#scanner/testing/sample-publication.ts'
import { claimScan } from './claim-scan.ts'
import { failScan } from './fail-scan.ts'
import { finishScan } from './finish-scan.ts'
import { publishRevision } from './publish-revision.ts'
import { queueUpdates } from './queue-updates.ts'

/** A tree with one revision of analysis 1, whose scan is done. */
async function publishOne() {
  const { db } = await openTestDatabase()
  const { scan, options } = await claimTree(db)
  await publishRevision(db, samplePublication({ commit: 'a1', sites: [{ name: 'x' }] }), options)
  await finishScan(db, scan)
  return db
}

test('a tree that another analysis judged gets one scan that asks for nothing new', async () => {
  const db = await publishOne()
  expect(await queueUpdates(db, '1')).toEqual([])
  const [queued] = await queueUpdates(db, '2')
  expect(queued).toMatchObject({ slug: 'linux' })
  expect(await queueUpdates(db, '2')).toEqual([])
  const claimed = await claimScan(db, queued?.scanId ?? 0)
  expect(claimed).toMatchObject({ scan: { revisions: [], tags: [], since: null, every: null } })
  // nor while it runs
  expect(await queueUpdates(db, '2')).toEqual([])
})

test('workers that start at once queue it once', async () => {
  const db = await publishOne()
  const queued = await Promise.all([queueUpdates(db, '2'), queueUpdates(db, '2'), queueUpdates(db, '2')])
  expect(queued.flat()).toHaveLength(1)
})

test('one that failed is not queued again until a scan of the tree has worked', async () => {
  const db = await publishOne()
  const run = async (id: number, end: (scan: { id: number; claim: number }) => Promise<boolean>) => {
    const claimed = await claimScan(db, id)
    if (claimed.kind === 'claimed') expect(await end(claimed.scan)).toBe(true)
  }
  const [queued] = await queueUpdates(db, '2')
  await run(queued?.scanId ?? 0, (scan) => failScan(db, scan, 'the repository is gone'))
  expect(await queueUpdates(db, '2')).toEqual([])
  const { id } = await db.scan.create({
    data: { treeId: (await db.tree.findFirstOrThrow()).id, revisions: ['v1'], tags: [] },
    select: { id: true },
  })
  await run(id, (scan) => finishScan(db, scan))
  expect(await queueUpdates(db, '2')).toHaveLength(1)
})

test('revisions that no branch leads to are no reason: they may be gone', async () => {
  const db = await publishOne()
  await db.revision.updateMany({ data: { isReachable: false } })
  expect(await queueUpdates(db, '2')).toEqual([])
})
