import { renameSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { requestScan } from '#prisma/request-scan.ts'
import { openStore, type Store } from '#scanner/store/open-store.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { dumpStore } from '#scanner/testing/dump-store.ts'
import { makeFolder, makeRepository } from '#scanner/testing/make-repository.ts'
import { runCli } from '#scanner/testing/run-cli.ts'
import { findFreePort } from '#scanner/testing/serve-repository.ts'
import { smallKernel } from '#scanner/testing/small-kernel.ts'
import { makeHome, postmasterOf, startPinwatch } from '#scanner/testing/start-pinwatch.ts'

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

describe('pinwatch scan', () => {
  test('publishes into DATABASE_URL, says what came out, and has nothing to do the second time', async () => {
    const { url: DATABASE_URL, db } = await openDatabase()
    const home = makeHome()
    const scan = () => runCli(['scan', '--repo', kernel, '--tags', 'v*'], { home, env: { DATABASE_URL } })
    const first = await scan()
    expect(first, first.stderr).toMatchObject({ code: 0, stdout: '' })
    expect(first.stderr).toMatch(/: v2 \(2 revisions\), [\d.]+ % of \d+ acquire sites converted\n$/)
    const { scan: _, ...before } = await dumpStore(db)
    expect(await scan()).toMatchObject({ code: 0 })
    const { scan: __, ...after } = await dumpStore(db)
    expect(after).toEqual(before)
    expect(postmasterOf(home)).toBeNull()
  })

  test("takes the home's embedded server, and ends it if it started it", async () => {
    const home = makeHome()
    const result = await runCli(['scan', '--repo', '.', '--rev', 'v1'], { home, cwd: kernel })
    expect(result, result.stderr).toMatchObject({ code: 0 })
    expect(postmasterOf(home)).toBeNull()
    const running = await startPinwatch(['start'], { home, env: { PORT: String(await findFreePort()) } })
    await running.hear(/Pinwatch is at/)
    const beside = await runCli(['scan', '--repo', kernel, '--rev', 'v2'], { home })
    expect(beside, beside.stderr).toMatchObject({ code: 0 })
    expect(beside.stderr).toContain('v2 (2 revisions)')
    expect(postmasterOf(home)).not.toBeNull()
    expect(await running.end()).toBe(0)
  })

  test.each([
    ['no directory', ['--repo', '/nonexistent'], /^pinwatch: \/nonexistent: no such directory/],
    ['no revision', ['--repo', kernel, '--rev', 'v9'], /^pinwatch: "v9": no such revision/],
    ['no tag', ['--repo', kernel, '--tags', 'x*'], /^pinwatch: "x\*" matches no tag/],
    ['no URL', ['--repo', 'ftp://example.org/linux.git'], /^pinwatch: --repo: ftp:\/\/ is not supported/],
    [
      'no date',
      ['--repo', kernel, '--since', 'yesterday'],
      /^pinwatch: --since: "yesterday" is no date. Write it as 2024/,
    ],
    ['no count', ['--repo', kernel, '--every', '0'], /^pinwatch: --every: "0" is no number of 1 or more/],
    [
      'no tag since',
      ['--repo', kernel, '--tags', 'v*', '--since', '2030-01-01'],
      /2 tags match, and none was committed/,
    ],
    ['nothing', ['--repo', ''], /^pinwatch: --repo: Name a kernel git tree/],
  ])('%s: a sentence, exit code 2, and no database is started', async (_name, args, sentence) => {
    const home = makeHome()
    const { code, stderr } = await runCli(['scan', ...args], { home })
    expect(code).toBe(2)
    expect(stderr).toMatch(sentence)
    expect(postmasterOf(home)).toBeNull()
  })

  test('every commit without anything to end at says so', async () => {
    const { url: DATABASE_URL } = await openDatabase()
    const { code, stderr } = await runCli(['scan', '--repo', kernel, '--every', '5'], { env: { DATABASE_URL } })
    expect(code).toBe(2)
    expect(stderr).toMatch(/pinwatch: Every 5 commits would go back to the very first one: .* --since/)
  })

  test('follows a branch until it is told to stop, and a repository that is away for a while', async () => {
    const { url: DATABASE_URL, db } = await openDatabase()
    const { directory, commit } = makeRepository([{ files: smallKernel }])
    const follow = ['scan', '--repo', directory, '--rev', 'main', '--follow', '--interval', '1']
    const following = await startPinwatch(follow, { env: { DATABASE_URL } })
    await following.hear(/Following .* every 1 s/)
    commit({ files: { 'mm/new.c': 'int one;\n' } })
    await following.hear(/: main \(2 revisions\)/)
    renameSync(directory, `${directory}.away`)
    await following.hear(/no such directory.* Tried again every 1 s/)
    renameSync(`${directory}.away`, directory)
    await following.hear(/It works again/)
    commit({ files: { 'mm/new.c': 'int two;\n' } })
    await following.hear(/: main \(3 revisions\)/)
    expect(await following.end('SIGINT')).toBe(0)
    expect(await db.scan.count({ where: { state: 'done' } })).toBe(3)
    expect(
      (await db.revision.findMany({ select: { label: true } })).filter(({ label }) => label === 'main'),
    ).toHaveLength(1)
  })

  test('runs what waits for the tree when nobody else does', async () => {
    const { url: DATABASE_URL, db } = await openDatabase()
    await requestScan(db, { source: kernel, revisions: ['v1'], tags: [] })
    const { code, stderr } = await runCli(['scan', '--repo', kernel, '--rev', 'v2'], { env: { DATABASE_URL } })
    expect(code, stderr).toBe(0)
    expect(await db.scan.findMany({ select: { state: true } })).toEqual([{ state: 'done' }, { state: 'done' }])
  })

  test('a database that is not there', async () => {
    const env = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' }
    const { code, stderr } = await runCli(['scan', '--repo', kernel], { env })
    expect(code).toBe(2)
    expect(stderr).toMatch(/^pinwatch: The database does not answer/)
  })
})

describe('pinwatch worker', () => {
  test('judges anew what another version did', async () => {
    const { url: DATABASE_URL, db } = await openDatabase()
    await runCli(['scan', '--repo', kernel, '--tags', 'v*'], { env: { DATABASE_URL } })
    const versions = () =>
      db.revision.findMany({ select: { commit: true, analysisVersion: true }, orderBy: { id: 'asc' } })
    const before = await versions()
    await db.revision.updateMany({ data: { analysisVersion: 'another' } })
    const worker = await startPinwatch(['worker'], { env: { DATABASE_URL } })
    await worker.hear(/was judged by another version/)
    await worker.hear(/is done: 2 published, 0 known/)
    expect(await worker.end()).toBe(0)
    expect(await versions()).toEqual(before)
    const again = await startPinwatch(['worker'], { env: { DATABASE_URL } })
    await again.hear(/The worker waits for scans/)
    expect(await again.end()).toBe(0)
    expect(await db.scan.count()).toBe(2)
  })

  test('runs what is asked for, and ends when told', async () => {
    const { url: DATABASE_URL, db } = await openDatabase()
    const worker = await startPinwatch(['worker'], { env: { DATABASE_URL } })
    await worker.hear(/The worker waits for scans/)
    const { scanId } = await requestScan(db, { source: kernel, revisions: ['v1'], tags: [] })
    await worker.hear(/Scan \d+ of .* is done: 1 published, 0 known/)
    await untilState(db, scanId, 'done')
    const wrong = await requestScan(db, { source: kernel, revisions: ['v9'], tags: [] })
    await worker.hear(/failed: "v9": no such revision/)
    await untilState(db, wrong.scanId, 'failed')
    expect(await worker.end()).toBe(0)
  })
})

test.each(['worker', 'serve'])('pinwatch %s without any database says so', async (command) => {
  const { code, stderr } = await runCli([command], { home: makeFolder() })
  expect(code).toBe(2)
  expect(stderr).toMatch(/^pinwatch: There is no database: DATABASE_URL is not set, and no Pinwatch runs on /)
})

test('pinwatch serve serves the pages of a database until it is ended', async () => {
  const { url: DATABASE_URL } = await openDatabase()
  const PORT = String(await findFreePort())
  const served = await startPinwatch(['serve'], { env: { DATABASE_URL, PORT } })
  await served.hear(/The pages are at/)
  const ask = () => fetch(`http://127.0.0.1:${PORT}/`).then((response) => response.json())
  while (
    await ask().then(
      () => false,
      () => true,
    )
  )
    await delay(50)
  expect(await ask()).toMatchObject({ database: DATABASE_URL })
  expect(await served.end()).toBe(0)
})
