import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkHealth } from '#app/_data/check-health.ts'
import { connectDatabase, type Database } from '#prisma/client.ts'
import { requestScan } from '#prisma/request-scan.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { publishDemo } from '#scanner/testing/publish-demo.ts'
import { findHeadTree } from './find-head-tree.ts'
import { getLastScan } from './get-last-scan.ts'
import { getScan } from './get-scan.ts'
import { listOtherTrees } from './list-other-trees.ts'
import { listScanRevisions } from './list-scan-revisions.ts'
import { listScans } from './list-scans.ts'

let database: Database
let demoScanId: number
let demoTreeId: number

beforeAll(async () => {
  database = connectDatabase((await createTestDatabase()).url)
  const tree = await publishDemo(database, ['v5.1', 'v6.12'])
  demoTreeId = tree.id
  demoScanId = (await getLastScan(database, tree.id))?.id ?? 0
  await database.scan.update({
    where: { id: demoScanId },
    data: { state: 'done', finishedAt: new Date() },
  })
})
afterAll(() => database?.$disconnect())

const ask = (source: string) => requestScan(database, { source, revisions: ['v1'], tags: ['v2*'] })

test('a scan says what was asked for', async () => {
  const { scanId, slug } = await ask('/srv/asked')
  expect(await getScan(database, scanId)).toMatchObject({
    id: scanId,
    slug,
    treeName: 'asked',
    source: '/srv/asked',
    revisions: ['v1'],
    tags: ['v2*'],
    state: 'queued',
    revisionsAll: null,
    progress: null,
    error: null,
    startedAt: null,
  })
})

test('a scan that is not there is none', async () => {
  expect(await getScan(database, 2_147_483_647)).toBeNull()
})

test('pages of scans follow one another without a gap', async () => {
  for (const name of ['a', 'b', 'c', 'd', 'e']) await ask(`/srv/${name}`)
  const all = (await listScans(database)).scans.map(({ id }) => id)
  expect(all).toEqual([...all].sort((a, b) => b - a))
  const paged: number[] = []
  for (let before: number | null = null; ; ) {
    const page: Awaited<ReturnType<typeof listScans>> = await listScans(database, { before, limit: 2 })
    expect(page.scans.length).toBeLessThanOrEqual(2)
    paged.push(...page.scans.map(({ id }) => id))
    before = page.next
    if (before === null) break
  }
  expect(paged).toEqual(all)
})

test('revisions of a scan are those it published, and no later ones', async () => {
  const labels = async (id: number) => (await listScanRevisions(database, id)).map(({ label }) => label)
  expect(await labels(demoScanId)).toEqual(['v5.1', 'v6.12'])
  const again = await database.scan.create({
    data: { treeId: demoTreeId, revisions: ['v5.1'], state: 'done', startedAt: new Date(), finishedAt: new Date() },
  })
  expect(await labels(again.id)).toEqual([])
})

test('the head of a page leads into the tree that it names, or into the only one with something to show', async () => {
  const { slug } = await ask('/srv/not-scanned')
  expect(await findHeadTree(database, null)).toEqual({ slug: 'demo', name: 'demo', hasChecks: false })
  expect(await findHeadTree(database, 'demo')).not.toBeNull()
  expect(await findHeadTree(database, slug)).toBeNull()
})

test('health counts what is open, and says why it is bad', async () => {
  expect(await checkHealth(() => database)).toMatchObject({ ok: true, trees: expect.any(Number) })
  const gone = connectDatabase('postgresql://nobody@127.0.0.1:1/none')
  const health = await checkHealth(() => gone)
  expect(health).toEqual({ ok: false, error: expect.stringContaining('See that it runs') })
  await gone.$disconnect()
})

test('tables that are not there are told apart from a database that is not', async () => {
  const empty = connectDatabase((await createTestDatabase({ empty: true })).url)
  expect(await checkHealth(() => empty)).toEqual({ ok: false, error: expect.stringContaining('has not the tables') })
  await empty.$disconnect()
})

test('other trees with revisions are told, and whether they have the same revision and page', async () => {
  const { id: treeId } = await database.tree.create({ data: { slug: 'other', name: 'Other', source: '/srv/other' } })
  const ask = (rev: string | null, subject: Parameters<typeof listOtherTrees>[2]['subject'] = null) =>
    listOtherTrees(database, demoTreeId, { rev, subject })
  expect(await ask(null)).toEqual([])
  const { id: lineId } = await database.line.create({ data: { treeId } })
  await database.revision.create({
    data: {
      treeId,
      lineId,
      ordinal: 1024,
      commit: 'a'.repeat(40),
      label: 'v6.12',
      subject: '',
      committedAt: new Date(0),
      analysisVersion: '',
      coverage: {},
      notices: [],
    },
  })
  await database.site.create({ data: { treeId, key: '0123456789abcdef' } })
  const there = { slug: 'other', name: 'Other', hasRevision: true, hasSubject: true }
  expect(await ask('v6.12')).toEqual([there])
  expect(await ask('v5.1')).toEqual([{ ...there, hasRevision: false }])
  expect(await ask('v6.12', { kind: 'site', name: '0123456789abcdef' })).toEqual([there])
  expect(await ask('v6.12', { kind: 'site', name: 'fedcba9876543210' })).toEqual([{ ...there, hasSubject: false }])
  expect(await ask('v6.12', { kind: 'subsystem', name: 'nothing' })).toEqual([{ ...there, hasSubject: false }])
})
