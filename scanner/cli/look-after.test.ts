import { existsSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEnd } from '#scanner/model/interval.ts'
import { openStore, type Store } from '#scanner/store/open-store.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { makeFolder, makeRepository } from '#scanner/testing/make-repository.ts'
import { type CliResult, runCli } from '#scanner/testing/run-cli.ts'
import { runHere } from '#scanner/testing/run-here.ts'
import { smallKernel } from '#scanner/testing/small-kernel.ts'

const { directory: kernel } = makeRepository([{ files: smallKernel, tag: 'v1' }])
const home = makeFolder()
let DATABASE_URL = ''
let db: Store
beforeAll(async () => {
  DATABASE_URL = (await createTestDatabase()).url
  db = openStore(DATABASE_URL)
})
afterAll(() => db?.$disconnect())

/** A scan listens for signals, and has a process of its own. */
const pinwatch = (...args: readonly string[]): Promise<CliResult> =>
  (args[0] === 'scan' ? runCli : runHere)(args, { home, env: { DATABASE_URL } })

test('a tree is added, changed, renamed, scanned, backed up, and removed with all of it', async () => {
  const added = await pinwatch('trees', 'add', '--repo', kernel, '--name', 'Small', '--rev', 'v1', '--follow', '60')
  expect(added, added.stderr).toMatchObject({ code: 0, stdout: expect.stringMatching(/^pinwatch-test-/) })
  const slug = added.stdout.trim()
  expect(await pinwatch('trees', 'rename', slug, '--slug', 'small', '--name', 'Very small')).toMatchObject({ code: 0 })
  expect(
    await pinwatch(
      ...['trees', 'set', 'small', '--tags', 'v*', '--no-follow', '--keep-days', '14'],
      ...['--github', 'Me/Linux', '--github-review'],
    ),
  ).toMatchObject({ code: 0 })
  expect(
    await pinwatch('trees', 'set', 'small', '--source-url', 'cgit:https://git.example.org/linux.git'),
  ).toMatchObject({ code: 0 })
  expect(await pinwatch('trees', 'set', 'small', '--source-url', 'here')).toMatchObject({
    ...{ code: 2, stderr: expect.stringContaining('Say elixir:URL') },
  })
  const scanned = await pinwatch('scan', '--repo', kernel, '--rev', 'v1')
  expect(scanned, scanned.stderr).toMatchObject({ code: 0 })
  const listed = await pinwatch('trees', 'list', '--format', 'ndjson')
  expect(JSON.parse(listed.stdout)).toMatchObject({
    slug: 'small',
    name: 'Very small',
    followMinutes: null,
    followTags: ['v*'],
    keepDays: 14,
    revisions: 1,
    newest: 'v1',
    lastScan: 'done',
    githubRepository: 'me/linux',
    githubReview: true,
    sourceUrl: 'cgit:https://git.example.org/linux.git',
  })
  expect((await pinwatch('trees')).stdout).toContain('small  Very small  ')
  expect(await pinwatch('doctor')).toMatchObject({ code: 0, stdout: expect.stringContaining('tables: hold what they') })

  const file = join(home, 'backup.gz')
  const backup = await pinwatch('backup', file)
  expect(backup, backup.stderr).toMatchObject({ code: 0, stderr: expect.stringContaining('1 of tree') })
  expect(statSync(join(home, 'cache')).mode & 0o777).toBe(0o700)
  const kept = await pinwatch('trees', 'remove', 'small')
  expect(kept).toMatchObject({ code: 2, stderr: expect.stringContaining('Say --yes') })
  expect(await pinwatch('trees', 'remove', 'small', '--yes')).toMatchObject({ code: 0 })
  for (const table of [db.tree, db.revision, db.site, db.siteSpan, db.scan, db.blobText] as const)
    expect(await (table as typeof db.tree).count()).toBe(0)
  const restored = await pinwatch('restore', file)
  expect(restored, restored.stderr).toMatchObject({ code: 0 })
  expect(await pinwatch('restore', file)).toMatchObject({ code: 2 })
  expect(await db.scan.findMany({ select: { state: true } })).toEqual([{ state: 'queued' }])
  expect(existsSync(`${file}.partial`)).toBe(false)
})

test('a scan is listed, cancelled once, and asked for again', async () => {
  const tree = await db.tree.create({ data: { slug: 'waiting', name: 'waiting', source: '/srv/waiting' } })
  const { id } = await db.scan.create({ data: { treeId: tree.id, revisions: ['v1'], tags: [] } })
  const listed = await pinwatch('scans', '--tree', 'waiting')
  expect(listed.stdout).toBe(`${id}  waiting  queued · v1\n`)
  expect(await pinwatch('scans', 'cancel', String(id))).toMatchObject({ code: 0 })
  expect(await pinwatch('scans', 'cancel', String(id))).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('is cancelled already'),
  })
  const again = await pinwatch('scans', 'retry', String(id))
  expect(again.code).toBe(0)
  expect(await db.scan.findUniqueOrThrow({ where: { id: Number(again.stdout) } })).toMatchObject({ state: 'queued' })
})

test('the doctor says what is wrong and what to do, with exit code 1', async () => {
  await db.tree.create({
    data: { slug: 'taken', name: 'taken', source: '/nonexistent/taken', githubRepository: 'a/taken' },
  })
  const tree = await db.tree.create({
    data: { slug: 'lost', name: 'lost', source: '/nonexistent', followError: 'no such host' },
  })
  const line = await db.line.create({ data: { treeId: tree.id } })
  await db.fileSpan.create({
    data: { lineId: line.id, fromOrdinal: 1, toOrdinal: 3, path: 'a.c', oid: 'a'.repeat(40) },
  })
  await db.fileSpan.create({
    data: { lineId: line.id, fromOrdinal: 2, toOrdinal: 3, path: 'a.c', oid: 'a'.repeat(40) },
  })
  await db.scan.create({ data: { treeId: tree.id, revisions: [], tags: [], state: 'running', updatedAt: new Date(0) } })
  await addRemarks(tree.id, line.id)
  mkdirSync(join(home, 'mirrors', 'stray.git'), { recursive: true })
  const { code, stdout } = await pinwatch('doctor')
  expect(code).toBe(1)
  for (const sentence of [
    /wrong {2}lost: \/nonexistent is not on this machine: .*pinwatch trees remove lost/,
    /wrong {2}lost: following it fails: no such host/,
    /wrong {2}lost: 1 intervals overlap/,
    /wrong {2}lost: 2 files have no text/,
    /wrong {2}scans: \d+ gave no sign of life/,
    /wrong {2}mirrors: .*stray\.git: of no tree/,
    /wrong {2}workers: none is connected/,
    /ok {5}lost: a comment says why a call stays, and the function changed since: .*\(aged\.c:3\)/,
  ])
    expect(stdout).toMatch(sentence)
})

/** Of three calls with a comment one whose function changed since, one whose comment changed with it, and one that is as it was. */
async function addRemarks(treeId: number, lineId: number): Promise<void> {
  const remarks = {
    'aged.c': [
      ['reads only', 'one'],
      ['reads only', 'two'],
    ],
    'touched.c': [
      ['reads only', 'one'],
      ['reads still', 'two'],
    ],
    'as-it-was.c': [['reads only', 'one']],
  } as const
  for (const [path, said] of Object.entries(remarks)) {
    const site = await db.site.create({ data: { treeId, key: path } })
    const of = { siteId: site.id, lineId }
    await db.siteSpan.create({
      data: {
        ...{ ...of, fromOrdinal: 1, toOrdinal: openEnd, path, lineNumber: 3, columnNumber: 1, nth: 1 },
        ...{ api: 'get_user_pages', role: 'acquire', family: 'get', class: 'page-array', status: 'unconverted' },
        ...{ reason: 'legacy-acquire', longterm: false, findings: [], evidence: [], via: [] },
      },
    })
    for (const [index, [reason, codeDigest]] of said.entries())
      await db.siteRemark.create({
        data: {
          ...{ ...of, reason, codeDigest, fromOrdinal: index + 1 },
          toOrdinal: index === said.length - 1 ? openEnd : index + 2,
        },
      })
  }
}

test.each([
  [['trees', 'set', 'nowhere', '--follow', '5'], '"nowhere": no such tree'],
  [['trees', 'rename', 'lost', '--slug', 'api'], 'taken, reserved or no part of an address'],
  [['trees', 'set', 'lost'], 'Say what to change'],
  [['trees', 'set', 'lost', '--follow', '99999999999'], 'is more than 999999999'],
  [['scans', 'list', '--tree', 'nope'], '"nope": no such tree. There are '],
  [['trees', 'set', 'lost', '--keep-days', '3', '--keep-all'], 'contradict each other'],
  [['trees', 'set', 'lost', '--keep-days', '99999'], 'more than 36500 days'],
  [['trees', 'set', 'lost', '--github', 'linux'], '"linux" is no repository of GitHub: OWNER/NAME'],
  [['trees', 'set', 'lost', '--github', 'a/taken'], 'is that of the tree taken'],
  [['trees', 'add', '--repo', '/nonexistent'], 'no such directory'],
  [['scans', 'cancel', '999999'], 'There is no scan 999999'],
  [['restore', '/nonexistent'], 'cannot be read'],
  [['backup', '/nonexistent/file'], 'cannot be written'],
])('%j is refused', async (args, message) => {
  expect(await pinwatch(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining(message) })
})
