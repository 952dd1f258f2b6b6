import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { requestScan } from '#prisma/request-scan.ts'
import { demoTags } from '#prisma/seed/demo/make-demo.ts'
import { claimScan } from '#scanner/store/claim-scan.ts'
import { openStore, type Store } from '#scanner/store/open-store.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { dumpStore } from '#scanner/testing/dump-store.ts'
import { makeFolder, makeRepository } from '#scanner/testing/make-repository.ts'
import { serveByDaemon } from '#scanner/testing/serve-repository.ts'
import { smallKernel } from '#scanner/testing/small-kernel.ts'
import { type RunScanOptions, runScan } from './run-scan.ts'

let db: Store
const opened: Store[] = []
const home = makeFolder()

async function openDatabase(): Promise<Store> {
  const store = openStore((await createTestDatabase()).url)
  opened.push(store)
  return store
}
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => Promise.all(opened.map((store) => store.$disconnect())))

function makeKernel() {
  return makeRepository([
    { files: smallKernel, tag: 'v1' },
    { files: { 'mm/other.c': 'int other;\n' }, tag: 'v2-rc1' },
    { files: { 'mm/other.c': null }, tag: 'v2' },
  ])
}

interface Wish {
  readonly source: string
  readonly revisions?: readonly string[]
  readonly tags?: readonly string[]
}

async function claim({ source, revisions = [], tags = [] }: Wish, store = db) {
  const { scanId } = await requestScan(store, { source, revisions, tags })
  const outcome = await claimScan(store, scanId)
  if (outcome.kind !== 'claimed') throw new Error(outcome.kind)
  return outcome.scan
}

function options(more: Partial<RunScanOptions> = {}): RunScanOptions {
  return { home, workerEntry: null, signal: new AbortController().signal, ...more }
}

async function scan(wish: Wish, more: Partial<RunScanOptions> = {}) {
  const claimed = await claim(wish)
  const outcome = await runScan(db, claimed, options(more))
  return { outcome, row: await db.scan.findUniqueOrThrow({ where: { id: claimed.id } }), claimed }
}

async function labelsOf(treeId: number): Promise<readonly string[]> {
  const rows = await db.revision.findMany({ where: { treeId }, orderBy: [{ lineId: 'asc' }, { ordinal: 'asc' }] })
  return rows.map(({ label }) => label)
}

describe('a path', () => {
  test('without a revision is HEAD', async () => {
    const { directory, git } = makeKernel()
    git(['tag', '-d', 'v2'])
    const { outcome, row, claimed } = await scan({ source: directory })
    expect(outcome).toEqual({ kind: 'done', published: 1, known: 0 })
    expect(row).toMatchObject({ state: 'done', revisionsDone: 1, revisionsAll: 1, error: null })
    expect(await labelsOf(claimed.treeId)).toEqual([git(['rev-parse', 'HEAD']).slice(0, 12)])
  })

  test('with globs of tags and revisions is all of them, each once, oldest first', async () => {
    const { directory } = makeKernel()
    const { outcome, claimed } = await scan({ source: directory, revisions: ['v2', 'main'], tags: ['v*', 'v1'] })
    expect(outcome).toMatchObject({ kind: 'done', published: 3 })
    expect(await labelsOf(claimed.treeId)).toEqual(['v1', 'v2-rc1', 'v2'])
  })

  test('again publishes what is new, and names that came since', async () => {
    const { directory, git, commit } = makeKernel()
    const first = await scan({ source: directory, revisions: ['v2-rc1', 'v2~2'] })
    commit({ files: { 'mm/new.c': 'int x;\n' } })
    git(['tag', 'v3'])
    const again = await scan({ source: directory, revisions: ['v2-rc1', 'v2~2', 'v3'] })
    expect(again.outcome).toEqual({ kind: 'done', published: 1, known: 2 })
    git(['tag', 'a', 'v1'])
    git(['tag', '-d', 'v1'])
    expect((await scan({ source: directory, revisions: ['a'] })).outcome).toEqual({
      kind: 'done',
      published: 0,
      known: 1,
    })
    expect(await labelsOf(first.claimed.treeId)).toEqual(['a', 'v2-rc1', 'v3'])
  })

  test('with ten thousand tags is no trouble', async () => {
    const { directory, git } = makeKernel()
    const v1 = git(['rev-parse', 'v1'])
    const lines = Array.from({ length: 10_000 }, (_, n) => `create refs/tags/t${n} ${v1}`)
    git(['update-ref', '--stdin'], `${lines.join('\n')}\n`)
    expect((await scan({ source: directory, tags: ['t*'] })).outcome).toMatchObject({ kind: 'done', published: 1 })
  })
})

describe('what the asker got wrong fails at once, with a sentence', () => {
  const { directory } = makeKernel()
  test.each([
    ['no such revision', { source: directory, revisions: ['v9'] }, /"v9": no such revision in/],
    ['no tag matches', { source: directory, tags: ['v1', 'next-*'] }, /"next-\*" matches no tag of .* which has 3/],
    ['no such directory', { source: '/nonexistent/linux' }, /no such directory/],
    ['no repository', { source: makeFolder() }, /not a git repository/],
    ['nobody listens', { source: 'git://127.0.0.1:1/linux' }, /cannot be reached/],
  ])('%s', async (_name, wish, sentence) => {
    const { outcome, row } = await scan(wish)
    expect(outcome).toMatchObject({ kind: 'failed', message: expect.stringMatching(sentence) })
    expect(row).toMatchObject({ state: 'failed', error: expect.stringMatching(sentence) })
  })

  test('what is right is published nevertheless only if all of it can be resolved', async () => {
    const other = makeKernel()
    const { claimed } = await scan({ source: other.directory, revisions: ['v1', 'v9'] })
    expect(await labelsOf(claimed.treeId)).toEqual([])
  })
})

test('a URL is cloned once, and fetched from then on', async () => {
  const { directory, git, commit } = makeKernel()
  const url = await serveByDaemon(directory)
  const phases: (string | undefined)[] = []
  const onProgress: RunScanOptions['onProgress'] = ({ phase }, line) => {
    if (line !== null) phases.push(phase)
  }
  const first = await scan({ source: url, tags: ['*'] }, { onProgress })
  expect(first.outcome).toMatchObject({ kind: 'done', published: 3 })
  commit({ files: { 'mm/new.c': 'int x;\n' } })
  git(['tag', 'v3'])
  expect((await scan({ source: url, tags: ['*'] }, { onProgress })).outcome).toMatchObject({ published: 1, known: 3 })
  expect([...new Set(phases)]).toEqual(['cloning', 'fetching'])
  expect(await labelsOf(first.claimed.treeId)).toEqual(['v1', 'v2-rc1', 'v2', 'v3'])
})

test('a retry asks anew whether the server may be asked, with a mirror of it here, too', async () => {
  const { directory } = makeKernel()
  const wish = { source: await serveByDaemon(directory), tags: ['v1'] }
  expect((await scan(wish)).outcome).toMatchObject({ kind: 'done', published: 1 })
  vi.stubEnv('AUTH_SECRET', 'x'.repeat(32))
  try {
    // as people sign in now, or as the name leads into our own network now
    for (let times = 0; times < 2; times++)
      expect(await scan(wish)).toMatchObject({
        outcome: { kind: 'failed' },
        row: { state: 'failed', error: expect.stringContaining('is not for all to reach') },
      })
    vi.stubEnv('PINWATCH_PRIVATE_HOSTS', '127.0.0.1')
    expect((await scan(wish)).outcome).toMatchObject({ kind: 'done', known: 1 })
  } finally {
    vi.unstubAllEnvs()
  }
})

test('the demo is made on the spot, and is all of its releases', async () => {
  const { outcome, claimed } = await scan({ source: 'demo' })
  expect(outcome).toEqual({ kind: 'done', published: demoTags.length, known: 0 })
  expect(await labelsOf(claimed.treeId)).toEqual(demoTags)
})

describe('a scan that is called off in the middle', () => {
  test.each(['reading', 'publishing'])('while %s is queued again, and goes on to the same rows', async (when) => {
    const { directory } = makeKernel()
    const store = await openDatabase()
    const stop = new AbortController()
    const claimed = await claim({ source: directory, tags: ['v*'] }, store)
    let seen = 0
    const onProgress: RunScanOptions['onProgress'] = ({ phase }) => {
      if (phase === when && ++seen === 2) stop.abort(new Error('stop'))
    }
    expect(await runScan(store, claimed, options({ signal: stop.signal, onProgress }))).toEqual({ kind: 'released' })
    const row = await store.scan.findUniqueOrThrow({ where: { id: claimed.id } })
    expect(row).toMatchObject({ state: 'queued', startedAt: null })
    const again = await claimScan(store, claimed.id)
    if (again.kind !== 'claimed') throw new Error(again.kind)
    expect(await runScan(store, again.scan, options())).toMatchObject({ kind: 'done' })
    const undisturbed = await openDatabase()
    await runScan(undisturbed, await claim({ source: directory, tags: ['v*'] }, undisturbed), options())
    expect(await dumpStore(store)).toEqual(await dumpStore(undisturbed))
  })
})

test('a scan that another worker took up writes nothing more', async () => {
  const { directory } = makeKernel()
  const claimed = await claim({ source: directory, tags: ['v*'] })
  let taken: Promise<unknown> | null = null
  const onProgress: RunScanOptions['onProgress'] = ({ phase }) => {
    if (phase === 'publishing') taken ??= claimScan(db, claimed.id)
  }
  expect(await runScan(db, claimed, options({ onProgress, home: join(home, 'second') }))).toEqual({ kind: 'lost' })
  expect(taken).not.toBeNull()
  expect((await labelsOf(claimed.treeId)).length).toBeLessThanOrEqual(1)
  expect(await db.scan.findUniqueOrThrow({ where: { id: claimed.id } })).toMatchObject({ state: 'running', claim: 2 })
})
