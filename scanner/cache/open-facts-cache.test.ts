import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeFolder, makeRepository, type TestRepository } from '#scanner/testing/make-repository.ts'
import { cliEnvironment, launcher } from '#scanner/testing/run-cli.ts'
import { runHere } from '#scanner/testing/run-here.ts'
import { legacyDriver, pinnedDriver, smallKernel } from '#scanner/testing/small-kernel.ts'
import { openFactsCache } from './open-facts-cache.ts'

let made: TestRepository
let repo: string
const expected = new Map<string, string>()

beforeAll(async () => {
  made = makeRepository([
    { files: smallKernel, tag: 'v1' },
    { files: { 'drivers/legacy/legacy.c': pinnedDriver('legacy') }, tag: 'changed' },
    { files: { 'drivers/legacy/new/new.c': legacyDriver('new') }, tag: 'added' },
    { files: { 'drivers/pinned/pinned.c': null }, tag: 'removed' },
    { files: { 'drivers/legacy/legacy.c': null, 'drivers/legacy/moved.c': pinnedDriver('legacy') }, tag: 'moved' },
    { files: { MAINTAINERS: null }, tag: 'unowned' },
  ])
  repo = made.directory
  for (const rev of ['v1', 'changed', 'added', 'removed', 'moved', 'unowned'])
    expected.set(rev, (await sites(rev, makeFolder(), '--no-cache')).stdout)
})

const sites = (rev: string, home: string, ...more: string[]) =>
  runHere(['sites', '--repo', repo, '--rev', rev, '--format', 'ndjson', '--all', ...more], { home })

/** Scans with this home and expects the rows of a scan without a cache. */
async function check(rev: string, home: string): Promise<string> {
  const { code, stdout, stderr } = await sites(rev, home)
  expect({ code, stdout }, stderr).toEqual({ code: 0, stdout: expected.get(rev) })
  return stderr
}

function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile())
}

describe('rows are those of a scan without a cache', () => {
  test('for the same revision again, and nothing is read', async () => {
    const home = makeFolder()
    expect(await check('v1', home)).not.toMatch(/facts known|files known/)
    expect(await check('v1', home)).toContain('all facts known')
  })

  test('for the next commits, in which a file changed, was added, removed, moved', async () => {
    const home = makeFolder()
    for (const rev of ['v1', 'changed', 'added', 'removed', 'moved', 'unowned', 'v1']) await check(rev, home)
    expect(await check('moved', home)).toContain('all facts known')
  })

  test('backwards', async () => {
    const home = makeFolder()
    for (const rev of ['moved', 'removed', 'added', 'changed', 'v1']) await check(rev, home)
  })

  test('with different --include, in any order', async () => {
    const home = makeFolder()
    const plain = (await sites('v1', home)).stdout
    const included = (await sites('v1', home, '--include', 'tools')).stdout
    expect(included).toContain('tools/testing/gup.c')
    expect(included).toBe((await sites('v1', home, '--no-cache', '--include', 'tools')).stdout)
    expect((await sites('v1', home, '--include', 'tools,scripts')).stdout).toBe(included)
    expect((await sites('v1', home, '--include', 'scripts,tools')).stdout).toBe(included)
    expect((await sites('v1', home)).stdout).toBe(plain)
  })

  test('for a directory that lies in the tree twice, once below tools/', async () => {
    const home = makeFolder()
    const twice = makeRepository([
      {
        files: {
          'drivers/x/a.c': legacyDriver('x'),
          'tools/x/a.c': legacyDriver('x'),
          'drivers/y/tools/a.c': legacyDriver('x'),
        },
      },
    ])
    const scan = (...more: string[]) =>
      runHere(['sites', '--repo', twice.directory, '--format', 'ndjson', ...more], { home })
    const first = await scan()
    expect(first.stdout).toContain('drivers/y/tools/a.c')
    expect((await scan()).stdout).toBe(first.stdout)
    expect((await scan('--include', 'tools')).stdout).toContain('"tools/x/a.c"')
  })

  test('of another repository with the same content, and one of SHA-256', async () => {
    const home = makeFolder()
    await check('v1', home)
    const other = makeRepository([{ files: smallKernel }])
    const sha256 = makeRepository([{ files: smallKernel }], { objectFormat: 'sha256' })
    for (const { directory } of [other, sha256]) {
      const { stdout } = await runHere(['sites', '--repo', directory, '--format', 'ndjson', '--all'], { home })
      expect(stdout).toBe(expected.get('v1'))
    }
  })
})

test('--no-cache writes nothing', async () => {
  const home = join(makeFolder(), 'home')
  expect((await sites('v1', home, '--no-cache')).code).toBe(0)
  expect(existsSync(home)).toBe(false)
})

test('two scans at once end well, and leave a cache that holds', async () => {
  const home = makeFolder()
  await Promise.all([check('v1', home), check('v1', home)])
  expect(await check('v1', home)).toContain('all facts known')
  await Promise.all([check('changed', home), check('added', home), check('moved', home)])
  for (const rev of ['v1', 'changed', 'added', 'moved']) await check(rev, home)
  for (const rev of ['v1', 'changed', 'added', 'moved']) expect(await check(rev, home)).toContain('all facts known')
})

describe('a damaged cache costs reading again, once', () => {
  const damages: readonly (readonly [what: string, only: RegExp, damage: (path: string) => void])[] = [
    ['every file emptied', /./, (path) => truncateSync(path, 0)],
    ['every file cut in half', /./, (path) => truncateSync(path, Math.floor(statSync(path).size / 2))],
    ['every file garbled', /./, garble],
    ['contents garbled', /content-v2/, garble],
    ['contents emptied', /content-v2/, (path) => truncateSync(path, 0)],
    ['contents gone', /content-v2/, (path) => rmSync(path)],
    ['index garbled', /index-v5/, garble],
    ['index gone', /index-v5/, (path) => rmSync(path)],
  ]
  test.each(damages)('%s', async (_what, only, damage) => {
    const home = makeFolder()
    await check('v1', home)
    const files = listFiles(join(home, 'cache')).filter((path) => only.test(path))
    expect(files.length).toBeGreaterThan(0)
    files.forEach(damage)
    await check('v1', home)
    expect(await check('v1', home)).toContain('all facts known')
    await check('moved', home)
  })

  test.each([0, 1, 2, 3])('one content of four garbled: %d', async (which) => {
    const home = makeFolder()
    await check('v1', home)
    garble(listFiles(join(home, 'cache')).filter((path) => path.includes('content-v2'))[which] ?? '')
    await check('v1', home)
    expect(await check('v1', home)).toContain('all facts known')
  })

  test('deleted at any time', async () => {
    const home = makeFolder()
    await check('v1', home)
    rmSync(join(home, 'cache'), { recursive: true })
    await check('v1', home)
  })
})

test('a scan that is interrupted at any moment leaves a usable cache', async () => {
  const home = makeFolder()
  for (const delayMs of [60, 100, 130, 150, 170, 190, 210, 230, 260, 300]) {
    const child = spawn(process.execPath, [launcher, 'sites', '--repo', repo, '--rev', 'v1'], {
      env: cliEnvironment({ home }),
      stdio: 'ignore',
    })
    const ended = new Promise((resolve) => child.on('close', resolve))
    await wait(delayMs)
    child.kill(delayMs % 20 === 0 ? 'SIGINT' : 'SIGKILL')
    await ended
  }
  await check('v1', home)
  expect(await check('v1', home)).toContain('all facts known')
})

test('facts of another reader or catalogue version are not seen', async () => {
  const home = makeFolder()
  const first = await openFactsCache(home, { readerVersion: 1, catalogueVersion: 'a', analysisVersion: 'x' })
  await first.save({ digests: new Map(), verdicts: new Map([['1'.repeat(40), '{"kind":"skipped","reason":"size"}']]) })
  const found = async (readerVersion: number, catalogueVersion: string) =>
    (
      await (
        await openFactsCache(home, { readerVersion, catalogueVersion, analysisVersion: 'x' })
      ).verdicts(['1'.repeat(40)])
    ).size
  expect([await found(1, 'a'), await found(2, 'a'), await found(1, 'b')]).toEqual([1, 0, 0])
})

test('a cache that has grown too large keeps what the last scan used and learnt', async () => {
  const home = makeFolder()
  const open = () =>
    openFactsCache(home, { readerVersion: 1, catalogueVersion: 'a', analysisVersion: 'x' }, { bytesMax: 100 })
  const oids = ['1', '2', '3', '4'].map((digit) => digit.repeat(40))
  const verdict = '{"kind":"skipped","reason":"size"}'
  const [used = '', unused = '', learnt = '', later = ''] = oids
  await (await open()).save({ digests: new Map(), verdicts: new Map([used, unused].map((oid) => [oid, verdict])) })
  const cache = await open()
  await cache.verdicts([used, learnt])
  await cache.save({ digests: new Map(), verdicts: new Map([[learnt, verdict]]) })
  expect([...(await (await open()).verdicts([...oids, later])).keys()]).toEqual([used, learnt])
})

test('what earlier scans wrote is replaced, not left lying', async () => {
  const home = makeFolder()
  const revisions = ['v1', 'changed', 'added', 'removed', 'moved']
  for (const rev of revisions) await check(rev, home)
  // what is known of blobs and directories and of what they come to, and the rows of each revision
  expect(listFiles(join(home, 'cache')).filter((path) => path.includes('content-v2')).length).toBe(4 + revisions.length)
})

function garble(path: string): void {
  const bytes = readFileSync(path)
  for (let at = 0; at < bytes.length; at += 5) bytes[at] = (bytes[at] ?? 0) ^ 0x15
  writeFileSync(path, bytes)
}
