import { describe, expect, test } from 'vitest'
import type { Database } from '#prisma/client.ts'
import { claimScan } from '#scanner/store/claim-scan.ts'
import { summarizeTree } from '#scanner/store/summarize-tree.ts'
import { openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { makeGraph } from '#scanner/testing/commit-graph.ts'
import { dumpStore } from '#scanner/testing/dump-store.ts'
import { makeFolder, runTestGit } from '#scanner/testing/make-repository.ts'
import { listLabels, runWish } from '#scanner/testing/run-wish.ts'
import { legacyDriver, pinnedDriver } from '#scanner/testing/small-kernel.ts'
import { runScan } from './run-scan.ts'

/** Scans revisions of a repository one after the other, each by a scan of its own. */
async function scanEach(source: string, revisions: readonly string[]) {
  const { db } = await openTestDatabase()
  for (const revision of revisions)
    expect(await runWish(db, { source, revisions: [revision] })).toMatchObject({ kind: 'done' })
  return db
}

/** Everything but what was asked for, and identities that nothing has any more: those of before an older revision was known. */
async function rowsOf(db: Database) {
  const { scan: _, site: __, ...rows } = await dumpStore(db)
  return rows
}

const driver = (name: string) => ({ 'drivers/new.c': legacyDriver(name) })

test('a stable branch is a line beside mainline, in whatever order its releases are asked for', async () => {
  const { directory } = makeGraph(
    { name: 'v6.0', on: [] },
    { name: 'v6.1', on: ['v6.0'], files: driver('one') },
    { name: 'v6.1.1', on: ['v6.1'], branch: 'stable', files: { 'drivers/legacy/legacy.c': pinnedDriver('legacy') } },
    { name: 'v6.1.2', on: ['v6.1.1'], branch: 'stable', files: driver('two') },
    { name: 'v6.2', on: ['v6.1'], files: driver('three') },
  )
  const inOrder = await rowsOf(await scanEach(directory, ['v6.0', 'v6.1', 'v6.1.1', 'v6.1.2', 'v6.2']))
  // others: run-scan-orders.long.test.ts
  const db = await scanEach(directory, ['v6.1.2', 'v6.0', 'v6.2', 'v6.1', 'v6.1.1'])
  expect(await listLabels(db)).toEqual([
    { revisions: ['v6.0', 'v6.1', 'v6.2'], forkedFrom: null },
    { revisions: ['v6.1.1', 'v6.1.2'], forkedFrom: 'v6.1' },
  ])
  expect(await rowsOf(db)).toEqual(inOrder)
}, 120_000)

test('what a stable branch changed first is told against the release that it forks from', async () => {
  const { directory } = makeGraph(
    { name: 'v1', on: [] },
    { name: 'v2', on: ['v1'] },
    { name: 'v1.1', on: ['v1'], branch: 'stable', files: { 'drivers/legacy/legacy.c': pinnedDriver('legacy') } },
  )
  const db = await scanEach(directory, ['v1', 'v2', 'v1.1'])
  const events = await db.event.findMany({ select: { kind: true, revision: { select: { label: true } } } })
  expect(events.length).toBeGreaterThan(0)
  expect(new Set(events.map(({ revision }) => revision.label))).toEqual(new Set(['v1.1']))
  // both lines know the site by one identity
  expect(await db.site.count()).toBe(new Set((await db.site.findMany()).map(({ key }) => key)).size)
})

describe('the trunk', () => {
  const lines = [
    { name: 'v6.0', on: [] },
    { name: 'v6.1', on: ['v6.0'] },
    { name: 'v6.0.1', on: ['v6.0'], branch: 'stable', at: 1_800_000_000 },
    { name: 'v6.0.2', on: ['v6.0.1'], branch: 'stable' },
    { name: 'v6.0.3', on: ['v6.0.2'], branch: 'stable' },
  ]
  const scanned = async (directory: string, order: readonly string[]) => {
    const db = await scanEach(directory, order)
    return (await summarizeTree(db, (await trees(db))[0] ?? ''))?.label
  }
  const trees = async (db: Database) => (await db.tree.findMany({ select: { slug: true } })).map(({ slug }) => slug)
  const orders = [
    ['v6.0', 'v6.0.1', 'v6.0.2', 'v6.0.3', 'v6.1'],
    ['v6.0.3', 'v6.1', 'v6.0.2', 'v6.0', 'v6.0.1'],
  ]

  test('is the line of the branch that HEAD names, though another one is newer and longer', async () => {
    const { directory } = makeGraph(...lines)
    for (const order of orders) expect(await scanned(directory, order)).toBe('v6.1')
  })

  test('is the longest line where HEAD names nothing', async () => {
    const { directory, git } = makeGraph(...lines)
    git(['symbolic-ref', 'HEAD', 'refs/heads/nowhere'])
    for (const order of orders) expect(await scanned(directory, order)).toBe('v6.0.3')
  })

  test('is another one once HEAD names another one', async () => {
    const { directory, git } = makeGraph(...lines)
    const db = await scanEach(directory, ['v6.0', 'v6.1', 'v6.0.1'])
    const [slug = ''] = await trees(db)
    expect((await summarizeTree(db, slug))?.label).toBe('v6.1')
    git(['symbolic-ref', 'HEAD', 'refs/heads/stable'])
    await runWish(db, { source: directory, revisions: ['v6.1'] })
    expect((await summarizeTree(db, slug))?.label).toBe('v6.0.1')
  })
})

test('a line whose later part is not on the trunk is split when the trunk is', async () => {
  const graph = makeGraph({ name: 'v1', on: [] }, { name: 'a', on: ['v1'] }, { name: 'b', on: ['a'] })
  const db = await scanEach(graph.directory, ['v1', 'a', 'b'])
  expect(await listLabels(db)).toEqual([{ revisions: ['v1', 'a', 'b'], forkedFrom: null }])
  graph.git(['branch', 'other', 'b'])
  graph.add({ name: 'v2', on: ['v1'] })
  await runWish(db, { source: graph.directory, revisions: ['v2'] })
  const split = [
    { revisions: ['a', 'b'], forkedFrom: 'v1' },
    { revisions: ['v1', 'v2'], forkedFrom: null },
  ]
  expect(await listLabels(db)).toEqual(split)
  expect(await rowsOf(db)).toEqual(await rowsOf(await scanEach(graph.directory, ['v2', 'b', 'a', 'v1'])))
  // and joined again when the trunk goes on behind it
  graph.git(['update-ref', 'refs/heads/main', 'b'])
  await runWish(db, { source: graph.directory, revisions: ['v1'] })
  expect(await listLabels(db)).toEqual([
    { revisions: ['v1', 'a', 'b'], forkedFrom: null },
    { revisions: ['v2'], forkedFrom: 'v1' },
  ])
})

test('histories that have nothing to do with each other are lines without a beginning', async () => {
  const { directory } = makeGraph(
    { name: 'a1', on: [] },
    { name: 'b1', on: [], branch: 'other' },
    { name: 'a2', on: ['a1'] },
    { name: 'b2', on: ['b1'], branch: 'other' },
  )
  const db = await scanEach(directory, ['b2', 'a2', 'b1', 'a1'])
  expect(await listLabels(db)).toEqual([
    { revisions: ['a1', 'a2'], forkedFrom: null },
    { revisions: ['b1', 'b2'], forkedFrom: null },
  ])
})

test('a merge goes on with its first parent, and a tree that pulls another in forks from what it pulled', async () => {
  const { directory } = makeGraph(
    { name: 'v1', on: [] },
    { name: 't1', on: ['v1'], branch: 'topic' },
    { name: '.own', on: ['v1'] },
    { name: 'v2', on: ['.own', 't1'] },
    { name: '.next', on: [], branch: 'next' },
    { name: 'next-1', on: ['.next', 'v2'], branch: 'next' },
  )
  expect(await listLabels(await scanEach(directory, ['next-1', 'v2', 't1', 'v1']))).toEqual([
    { revisions: ['next-1'], forkedFrom: 'v2' },
    { revisions: ['t1'], forkedFrom: 'v1' },
    { revisions: ['v1', 'v2'], forkedFrom: null },
  ])
})

test('a commit that is dated before its parent comes behind it all the same', async () => {
  const { directory } = makeGraph(
    { name: 'v1', on: [] },
    { name: 'v2', on: ['v1'], at: 86_400 },
    { name: 'v3', on: ['v2'], at: 1_600_000_000 },
  )
  const { db } = await openTestDatabase()
  await runWish(db, { source: directory, tags: ['*'] })
  expect(await listLabels(db)).toEqual([{ revisions: ['v1', 'v2', 'v3'], forkedFrom: null }])
})

test('where a shallow clone ends lines do too, and grow together when it is deepened', async () => {
  const { directory: full } = makeGraph(
    { name: 'v1', on: [] },
    { name: 'v2', on: ['v1'] },
    { name: 'v3', on: ['v2'] },
    { name: 'v4', on: ['v3'] },
  )
  const folder = makeFolder()
  runTestGit(folder, ['clone', '--quiet', '--depth=2', '--branch=main', `file://${full}`, 'clone'])
  const clone = `${folder}/clone`
  runTestGit(clone, ['fetch', '--quiet', '--depth=1', 'origin', 'tag', 'v1', 'tag', 'v3', 'tag', 'v4'])
  const { db } = await openTestDatabase()
  expect(await runWish(db, { source: clone, tags: ['*'] })).toMatchObject({ kind: 'done' })
  expect((await listLabels(db)).length).toBeGreaterThan(1)
  runTestGit(clone, ['fetch', '--quiet', '--unshallow', 'origin'])
  await runWish(db, { source: clone, revisions: ['v4'] })
  expect(await listLabels(db)).toEqual([{ revisions: ['v1', 'v3', 'v4'], forkedFrom: null }])
  expect(await rowsOf(db)).toEqual(await rowsOf(await scanEach(clone, ['v1', 'v3', 'v4'])))
})

describe('names', () => {
  test('a label goes with the tag that moves', async () => {
    const graph = makeGraph({ name: '.a', on: [] }, { name: '.b', on: ['.a'] })
    graph.git(['tag', 'latest', graph.oidOf('.a')])
    const db = await scanEach(graph.directory, ['latest'])
    graph.git(['tag', '--force', 'latest', graph.oidOf('.b')])
    await runWish(db, { source: graph.directory, tags: ['latest'] })
    const old = graph.oidOf('.a').slice(0, 12)
    expect(await listLabels(db)).toEqual([{ revisions: [old, 'latest'], forkedFrom: null }])
    // another name that leads there is as good
    graph.git(['tag', 'v1', graph.oidOf('.a')])
    await runWish(db, { source: graph.directory, tags: ['latest'] })
    expect(await listLabels(db)).toEqual([{ revisions: ['v1', 'latest'], forkedFrom: null }])
  })

  test('a branch takes its name along', async () => {
    const graph = makeGraph({ name: '.a', on: [] })
    const db = await scanEach(graph.directory, ['main'])
    graph.add({ name: '.b', on: ['.a'] })
    await runWish(db, { source: graph.directory, revisions: ['main'] })
    expect(await listLabels(db)).toEqual([{ revisions: [graph.oidOf('.a').slice(0, 12), 'main'], forkedFrom: null }])
  })
})

test('after a forced push old revisions stay, and say that no branch leads to them; also when git has dropped them', async () => {
  const graph = makeGraph(
    { name: '.a', on: [] },
    { name: '.b', on: ['.a'], files: driver('one') },
    { name: '.c', on: ['.b'], files: driver('two') },
  )
  const [a, b, c] = ['.a', '.b', '.c'].map(graph.oidOf)
  const db = await scanEach(graph.directory, [a ?? '', b ?? '', c ?? ''])
  const countsOf = () =>
    db.count.findMany({
      where: { revision: { commit: { in: [b ?? '', c ?? ''] } } },
      select: { revision: { select: { commit: true } }, subsystemId: true, role: true, status: true, sites: true },
      orderBy: { id: 'asc' },
    })
  const before = await countsOf()
  graph.add({ name: '.d', on: ['.a'] })
  const reachable = async () => {
    const rows = await db.revision.findMany({ where: { isReachable: true }, select: { commit: true } })
    return new Set(rows.map(({ commit }) => commit))
  }
  const expected = [
    { revisions: [a, graph.oidOf('.d')].map((oid) => oid?.slice(0, 12)), forkedFrom: null },
    { revisions: [b, c].map((oid) => oid?.slice(0, 12)), forkedFrom: a?.slice(0, 12) },
  ]
  const linesNow = async () => (await listLabels(db)).filter(({ revisions }) => revisions.length > 0)
  const scan = () => runWish(db, { source: graph.directory, revisions: [graph.oidOf('.d')] })
  await scan()
  expect(await linesNow()).toEqual(expect.arrayContaining(expected))
  expect(await reachable()).toEqual(new Set([a, graph.oidOf('.d')]))
  expect(await countsOf()).toEqual(before)

  graph.git(['branch', 'rescued', b ?? ''])
  await scan()
  expect(await reachable()).toEqual(new Set([a, b, graph.oidOf('.d')]))

  graph.git(['branch', '-D', 'rescued'])
  graph.git(['reflog', 'expire', '--expire=now', '--all'])
  graph.git(['gc', '--quiet', '--prune=now'])
  expect(() => graph.git(['cat-file', '-e', c ?? ''])).toThrow()
  expect(await scan()).toEqual({ kind: 'done', published: 0, known: 1 })
  // judged by another version: what is gone keeps its numbers, and ends nothing
  await db.revision.updateMany({ data: { analysisVersion: 'another' } })
  expect(await scan()).toEqual({ kind: 'done', published: 2, known: 0 })
  expect(await linesNow()).toEqual(expect.arrayContaining(expected))
  expect(await reachable()).toEqual(new Set([a, graph.oidOf('.d')]))
  expect(await countsOf()).toEqual(before)
})

test('another version judges everything anew, and ends with the rows of one that did from the start', async () => {
  const { directory } = makeGraph(
    { name: 'v1', on: [] },
    { name: 'v2', on: ['v1'], files: driver('one') },
    { name: 'v1.1', on: ['v1'], branch: 'stable', files: driver('two') },
  )
  const db = await scanEach(directory, ['v1', 'v2', 'v1.1'])
  const before = await rowsOf(db)
  await db.revision.updateMany({ data: { analysisVersion: 'another' } })
  await db.siteSpan.updateMany({ data: { status: 'unknown' } })
  const tree = await db.tree.findFirstOrThrow()
  // as a worker queues it
  await db.scan.create({ data: { treeId: tree.id, revisions: [], tags: [] } })
  expect(await runQueued(db)).toEqual({ kind: 'done', published: 3, known: 0 })
  expect(await rowsOf(db)).toEqual(before)
})

async function runQueued(db: Database) {
  const { id } = await db.scan.findFirstOrThrow({ where: { state: 'queued' }, select: { id: true } })
  const claimed = await claimScan(db, id)
  if (claimed.kind !== 'claimed') throw new Error(claimed.kind)
  return runScan(db, claimed.scan, { home: makeFolder(), workerEntry: null, signal: new AbortController().signal })
}
