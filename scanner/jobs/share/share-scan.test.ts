import { expect, test } from 'vitest'
import type { Database } from '#prisma/client.ts'
import { openLastingRepository } from '#scanner/git/open-repository.ts'
import { analysisVersion } from '#scanner/run/analysis-version.ts'
import { openFactsMemory } from '#scanner/run/facts-memory.ts'
import { claimPreparation } from '#scanner/store/preparations/claim-preparation.ts'
import { dropEndedPreparations } from '#scanner/store/preparations/drop-preparation.ts'
import { getPreparation } from '#scanner/store/preparations/get-preparation.ts'
import { listOpenPreparations } from '#scanner/store/preparations/list-open-preparations.ts'
import { listSharedScans } from '#scanner/store/preparations/list-shared-scans.ts'
import { offerPreparations } from '#scanner/store/preparations/offer-preparations.ts'
import { savePreparation } from '#scanner/store/preparations/save-preparation.ts'
import { openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { makeReleases, rowsOf, watchClaims } from '#scanner/testing/hosts/backfill-world.ts'
import { makeFolder, makeRepository } from '#scanner/testing/make-repository.ts'
import { claimWish, runWish } from '#scanner/testing/run-wish.ts'
import { smallKernel } from '#scanner/testing/small-kernel.ts'
import { prepareCommit } from '../prepare-commit.ts'
import { runScan } from '../run-scan.ts'
import { helpScan } from './help-scan.ts'

const revisions = 8
const makeTree = () => makeReleases(revisions)

const options = () => ({ home: makeFolder(), workerEntry: null, signal: new AbortController().signal })

test('two workers share a scan: each revision is read once, by both of them, and the rows are those of one alone', async () => {
  const source = makeTree()
  const alone = await openTestDatabase()
  await runWish(alone.db, { source, tags: ['*'] })

  const { db } = await openTestDatabase()
  const taken = await watchClaims(db)
  const scan = await claimWish(db, { source, tags: ['*'] })
  const owner = runScan(db, scan, options())
  let shared = await listSharedScans(db, analysisVersion)
  while (shared.length === 0) shared = await listSharedScans(db, analysisVersion)
  expect(shared).toEqual([{ id: scan.id, treeId: scan.treeId, slug: scan.slug, source }])
  const [first] = shared
  if (first === undefined) throw new Error('nothing is shared')
  const handedOver = await helpScan(db, first, { ...options(), worker: 'helper 1', onPhase: () => {} })
  expect(await owner).toEqual({ kind: 'done', published: revisions, known: 0 })

  const claims = await taken()
  // the last one is not shared
  expect(new Set(claims.map(({ commit }) => commit)).size).toBe(claims.length)
  expect(claims.length).toBeGreaterThanOrEqual(revisions - 1)
  expect(claims.filter(({ worker }) => worker === 'helper 1')).toHaveLength(handedOver)
  expect(handedOver).toBeGreaterThan(0)
  expect(handedOver).toBeLessThan(revisions)
  expect(await rowsOf(db)).toEqual(await rowsOf(alone.db))
  expect(await db.preparation.count()).toBe(0)
})

async function offerAll(db: Database, source: string) {
  const scan = await claimWish(db, { source, tags: ['*'] })
  const wanted = { treeId: scan.treeId, scanId: scan.id, analysisVersion }
  return { scan, wanted }
}

const timePasses = (db: Database) => db.$executeRaw`update preparation set updated_at = now() - interval '31 seconds'`

test('what a worker that is gone had begun is begun anew by another, and what it sends late is refused', async () => {
  const { directory, git } = makeRepository([
    { files: smallKernel, tag: 'v1' },
    { files: { 'drivers/new.c': 'int a;\n' }, tag: 'v2' },
  ])
  const { db } = await openTestDatabase()
  const { scan, wanted } = await offerAll(db, directory)
  const commits = ['v1', 'v2'].map((tag) => git(['rev-parse', tag]))
  const [v1 = ''] = commits
  const owner = `scan ${scan.id}.${scan.claim}`
  await offerPreparations(db, wanted, { owner, commits })
  expect(await listOpenPreparations(db, wanted)).toEqual(commits)
  expect(await claimPreparation(db, wanted, { worker: 'helper 1', commits: [v1] })).toBe(v1)
  expect(await claimPreparation(db, wanted, { worker: 'helper 2', commits: [v1] })).toBeNull()
  await timePasses(db)
  expect(await claimPreparation(db, wanted, { worker: 'helper 2', commits: [v1] })).toBe(v1)

  const repository = await openLastingRepository(directory)
  const publication = await prepareCommit(db, v1, {
    ...options(),
    memory: openFactsMemory(makeFolder()),
    repository,
    onPhase: () => {},
  })
  repository.close()
  expect(await savePreparation(db, { treeId: scan.treeId, worker: 'helper 1' }, publication)).toBe(false)
  expect(await getPreparation(db, { ...wanted, commit: v1 })).toBeNull()
  expect(await savePreparation(db, { treeId: scan.treeId, worker: 'helper 2' }, publication)).toBe(true)
  // what comes back is what was handed over
  expect(await getPreparation(db, { ...wanted, commit: v1 })).toEqual(publication)
  expect(await getPreparation(db, { ...wanted, commit: v1, analysisVersion: 'another' })).toBeNull()
  expect(await savePreparation(db, { treeId: scan.treeId, worker: 'helper 2' }, publication)).toBe(false)
})

test('whoever takes a scan up need not wait for what its former owner had begun', async () => {
  const { db } = await openTestDatabase()
  const { scan, wanted } = await offerAll(db, makeTree())
  const commits = ['a', 'b']
  await offerPreparations(db, wanted, { owner: 'scan 1.1', commits })
  await claimPreparation(db, wanted, { worker: 'scan 1.1', commits: ['a'] })
  await claimPreparation(db, wanted, { worker: 'helper 1', commits: ['b'] })
  await offerPreparations(db, wanted, { owner: 'scan 1.2', commits })
  expect(await listOpenPreparations(db, wanted)).toEqual(['a'])
  await db.scan.update({ where: { id: scan.id }, data: { state: 'cancelled' } })
  expect(await listOpenPreparations(db, wanted)).toBeNull()
  await dropEndedPreparations(db)
  expect(await db.preparation.count()).toBe(0)
})

test('a worker whose repository has none of the revisions leaves them to others', async () => {
  const { db } = await openTestDatabase()
  const { scan, wanted } = await offerAll(db, makeTree())
  await offerPreparations(db, wanted, {
    owner: 'scan 1.1',
    commits: ['1', '2', '3', '4'].map((sign) => sign.repeat(40)),
  })
  const other = makeRepository([{ files: smallKernel }]).directory
  const helped = await helpScan(
    db,
    { id: scan.id, treeId: scan.treeId, slug: scan.slug, source: other },
    { ...options(), worker: 'helper 1', onPhase: () => {} },
  )
  expect(helped).toBe(0)
  expect((await listOpenPreparations(db, wanted))?.length).toBe(4)
})
