import { expect, test } from 'vitest'
import { openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { requestScan } from './request-scan.ts'

const head = { revisions: [], tags: [] }

test('makes the tree and a queued scan of HEAD', async () => {
  const { db } = await openTestDatabase()
  const { scanId, treeId, slug, joined } = await requestScan(db, { source: '/srv/linux.git', ...head })
  expect({ slug, joined }).toEqual({ slug: 'linux', joined: false })
  expect(await db.tree.findUnique({ where: { id: treeId } })).toMatchObject({ name: 'linux', source: '/srv/linux.git' })
  expect(await db.scan.findUnique({ where: { id: scanId } })).toMatchObject({ state: 'queued', revisions: ['HEAD'] })
})

test('an equal request joins the one that waits, whatever the order of its revisions', async () => {
  const { db } = await openTestDatabase()
  const source = '/srv/linux'
  const first = await requestScan(db, { source, revisions: ['v1', 'v2'], tags: [] })
  expect(await requestScan(db, { source: '/srv/linux/', revisions: ['v2', 'v1', 'v2'], tags: [] })).toEqual({
    ...first,
    joined: true,
  })
  expect((await requestScan(db, { source, revisions: ['v1'], tags: [] })).joined).toBe(false)
  const back = { source, revisions: ['v1'], tags: [], since: new Date('2024-03-01'), every: 100 }
  expect((await requestScan(db, back)).joined).toBe(false)
  expect((await requestScan(db, back)).joined).toBe(true)
  expect((await requestScan(db, { ...back, every: 50 })).joined).toBe(false)
  expect((await requestScan(db, { ...back, since: null })).joined).toBe(false)
  expect((await requestScan(db, { source, revisions: ['v1', 'v2'], tags: ['v*'] })).joined).toBe(false)
  await db.scan.update({ where: { id: first.scanId }, data: { state: 'running' } })
  expect((await requestScan(db, { source, revisions: ['v1', 'v2'], tags: [] })).joined).toBe(false)
})

test('slugs are short words of their own, and none is an address of another page', async () => {
  const { db } = await openTestDatabase()
  const slugOf = async (source: string) => (await requestScan(db, { source, ...head })).slug
  expect(await slugOf('demo')).toBe('demo')
  expect(await slugOf('/a/linux')).toBe('linux')
  expect(await slugOf('/b/linux')).toBe('linux-2')
  expect(await slugOf('/c/linux.git')).toBe('linux-3')
  expect(await slugOf('/srv/scans')).toBe('scans-2')
  expect(await slugOf('https://example.org/Vendor_Tree 6.1.git')).toBe('vendor-tree-206-1')
  expect(await slugOf('/srv/日本')).toBe('tree')
})

test('a source that never worked gives up its address to the next tree of that name', async () => {
  const { db } = await openTestDatabase()
  const mistyped = await requestScan(db, { source: '/nowhere/linux', ...head })
  expect((await requestScan(db, { source: '/srv/linux', ...head })).slug).toBe('linux-2')
  await db.scan.update({ where: { id: mistyped.scanId }, data: { state: 'failed' } })
  expect((await requestScan(db, { source: '/home/linux', ...head })).slug).toBe('linux')
  expect(await db.tree.findUnique({ where: { id: mistyped.treeId } })).toMatchObject({ slug: 'linux-unused' })
})

test('requests at once make one tree and one scan for each wish', async () => {
  const { db } = await openTestDatabase()
  const sources = ['/a/linux', '/b/linux']
  const requests = Array.from({ length: 12 }, (_, index) => ({ source: sources[index % 2] ?? '', ...head }))
  const made = await Promise.all(requests.map((request) => requestScan(db, request)))
  expect(new Set(made.map(({ treeId, slug }) => `${treeId} ${slug}`)).size).toBe(2)
  expect(new Set(made.map(({ scanId }) => scanId)).size).toBe(2)
  expect(made.filter(({ joined }) => !joined)).toHaveLength(2)
})

test.each([
  ['a relative path', { source: 'linux', ...head }, 'bad-source'],
  ['an empty revision', { source: '/srv/linux', revisions: [' '], tags: [] }, 'bad-revision'],
  ['a revision of two lines', { source: '/srv/linux', revisions: ['a\nb'], tags: [] }, 'bad-revision'],
  ['a date that is none', { source: '/srv/linux', ...head, since: new Date('soon') }, 'bad-range'],
  ['a date before any commit', { source: '/srv/linux', ...head, since: new Date('0203-01-01') }, 'bad-range'],
  ['every zeroth commit', { source: '/srv/linux', ...head, every: 0 }, 'bad-range'],
  ['half a commit', { source: '/srv/linux', ...head, every: 0.5 }, 'bad-range'],
  ['a glob with NUL', { source: '/srv/linux', revisions: [], tags: ['v\0'] }, 'bad-revision'],
])('%s is refused, and nothing is written', async (_what, request, code) => {
  const { db } = await openTestDatabase()
  await expect(requestScan(db, request)).rejects.toMatchObject({ name: 'ScanRequestError', code })
  expect(await db.tree.count()).toBe(0)
})
