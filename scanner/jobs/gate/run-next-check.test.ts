import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { cloneMirror } from '#scanner/git/clone-mirror.ts'
import { parseGithubEnvironment } from '#scanner/github/parse-github-environment.ts'
import type { CheckDocument } from '#scanner/model/check-document.ts'
import { claimCheck } from '#scanner/store/claim-check.ts'
import { endCheck } from '#scanner/store/end-check.ts'
import type { Store } from '#scanner/store/open-store.ts'
import { openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { type FakeGithub, openFakeGithub } from '#scanner/testing/github/open-fake-github.ts'
import { makeFolder, makeRepository, type TestRepository } from '#scanner/testing/make-repository.ts'
import { launcher } from '#scanner/testing/run-cli.ts'
import { serveByDaemon } from '#scanner/testing/serve-repository.ts'
import { legacyDriver, pinnedDriver, smallKernel } from '#scanner/testing/small-kernel.ts'
import { mirrorFolder } from '../home-paths.ts'
import { runNextCheck } from './run-next-check.ts'
import { tellGithub } from './tell-github.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '')
const home = makeFolder()

let db: Store
let fake: FakeGithub
let kernel: TestRepository
let base: string
let bad: string
let treeId: number
beforeAll(async () => {
  db = (await openTestDatabase()).db
  fake = await openFakeGithub({ all: { login: 'bot', permissions: null }, poor: { login: 'bot', permissions: [] } })
  kernel = makeRepository([{ files: smallKernel }], { bare: false })
  base = kernel.git(['rev-parse', 'HEAD'])
  ;[bad = ''] = kernel.commit({ files: { 'drivers/new.c': legacyDriver('new') }, message: 'new: take pages' })
  treeId = (
    await db.tree.create({
      data: { slug: 'linux', name: 'Linux', source: kernel.directory, githubRepository: 'o/r' },
      select: { id: true },
    })
  ).id
})
beforeEach(async () => {
  fake.reset()
  await db.gateCheck.deleteMany()
})
afterAll(() => fake.close())

const queue = (more: object = {}) =>
  db.gateCheck.create({
    data: {
      treeId,
      origin: 'push',
      state: 'queued',
      repository: 'o/r',
      branch: 'main',
      baseRevision: base,
      baseBranch: 'main',
      headCommit: bad,
      ...more,
    },
  })

const options = (token: string | undefined = 'all') => ({
  root,
  script: launcher,
  home,
  environment: parseGithubEnvironment({ GITHUB_API_URL: fake.url, GITHUB_TOKEN: token }),
  publicUrl: 'https://gup.test',
  userAgent: 'test',
  signal: new AbortController().signal,
  warn: () => {},
})
const runOne = (token?: string) => runNextCheck(db, options(token))
const theCheck = () => db.gateCheck.findFirstOrThrow()

test('a push that brings an unconverted site fails, here and on GitHub, with a link to the page', async () => {
  const { id } = await queue()
  expect(await runOne()).toBe(true)
  expect(await theCheck()).toMatchObject({
    state: 'done',
    verdict: 'fail',
    errors: 1,
    error: null,
    link: 'https://github.test/runs/1',
    report: { v: 1, findings: [{ kind: 'new-unconverted', site: { path: 'drivers/new.c' } }] },
  })
  expect(fake.problems).toEqual([])
  expect(fake.state.checkRuns).toMatchObject([
    {
      name: 'pinwatch (push)',
      head_sha: bad,
      status: 'completed',
      conclusion: 'failure',
      details_url: `https://gup.test/linux/checks/${id}`,
      annotations: [{ path: 'drivers/new.c', start_line: 7 }],
    },
  ])
  expect(await runOne()).toBe(false)
})

test('a pull request is fetched from where it is, into nobody’s repository', async () => {
  const upstream = makeRepository([{ files: smallKernel }], { bare: true })
  const url = await serveByDaemon(upstream.directory)
  const mirror = mirrorFolder(home, 'remote', url)
  await cloneMirror(url, mirror)
  const from = upstream.git(['rev-parse', 'HEAD'])
  const [head = ''] = upstream.commit({ files: { 'drivers/pin.c': pinnedDriver('pin') } })
  upstream.git(['update-ref', 'refs/pull/7/head', head])
  upstream.git(['update-ref', 'refs/heads/main', from])
  const remote = await db.tree.create({
    data: { slug: 'remote', name: 'Remote', source: url, githubRepository: 'o/x' },
  })
  const asked = { origin: 'pull-request', repository: 'o/x', branch: 'pin', pullRequest: 7 }
  await queue({ treeId: remote.id, ...asked, baseRevision: from, headCommit: head })
  await runOne()
  expect(await theCheck()).toMatchObject({ state: 'done', verdict: 'pass', error: null })
  expect(fake.state.checkRuns).toMatchObject([{ name: 'pinwatch', head_sha: head, conclusion: 'success' }])
  const refs = makeRepository([]).git(['ls-remote', mirror])
  expect(refs).not.toContain(head)
})

test('a pull request is reviewed where the tree wants it, on the lines that it changes', async () => {
  await db.tree.update({ where: { id: treeId }, data: { githubReview: true } })
  await queue({ origin: 'pull-request', branch: 'new', pullRequest: 9 })
  await runOne()
  await db.tree.update({ where: { id: treeId }, data: { githubReview: false } })
  expect(await theCheck()).toMatchObject({ state: 'done', verdict: 'fail', error: null })
  expect(fake.problems).toEqual([])
  expect(fake.state.reviews).toMatchObject([
    { pull: 9, commit: bad, comments: [{ path: 'drivers/new.c', line: 7, side: 'RIGHT' }] },
  ])
})

test('a new branch is compared with where it forked off, a branch that is gone waits and is told', async () => {
  const upstream = makeRepository([{ files: smallKernel }], { bare: true })
  const from = upstream.git(['rev-parse', 'HEAD'])
  const [head = ''] = upstream.commit({ files: { 'drivers/topic.c': legacyDriver('topic') } })
  upstream.git(['update-ref', 'refs/heads/topic', head])
  // what the default branch did meanwhile is not the topic's
  upstream.git(['update-ref', 'refs/heads/main', from])
  upstream.commit({ files: { 'drivers/main.c': legacyDriver('main') } })
  const source = await serveByDaemon(upstream.directory)
  const tree = await db.tree.create({ data: { slug: 'fork', name: 'Fork', source } })
  const asked = { treeId: tree.id, baseRevision: '0'.repeat(40), headCommit: head }
  await queue({ ...asked, branch: 'topic' })
  await runOne()
  expect(await theCheck()).toMatchObject({
    verdict: 'fail',
    errors: 1,
    report: { base: { commit: from }, findings: [{ site: { path: 'drivers/topic.c' } }] },
  })
  await db.gateCheck.deleteMany()
  await queue({ ...asked, branch: 'gone' })
  await runOne()
  expect(await theCheck()).toMatchObject({ state: 'queued', tries: 1, error: expect.stringContaining('gone') })
})

test('taken up again where a worker died, it goes on with the check run that is there', async () => {
  await queue()
  const check = await claimCheck(db)
  if (check === null) throw new Error('nothing is queued')
  await tellGithub(check, options())
  // its worker is silent from now on
  expect(await claimCheck(db)).toBeNull()
  await db.gateCheck.updateMany({ data: { leaseUntil: new Date(0) } })
  await runOne()
  expect(fake.state.checkRuns).toMatchObject([{ status: 'completed', conclusion: 'failure' }])
  // and what it writes, should it live on, is refused
  expect(await endCheck(db, check, { state: 'failed', link: null, error: 'late' })).toBe(false)
  expect(await theCheck()).toMatchObject({ state: 'done', error: null })
})

test('what was found is kept where GitHub is away, and told when it is back', async () => {
  await queue()
  // the run is opened; then nobody answers any more
  fake.meddle = (request) => (request >= 1 ? { kind: 'cut', when: 'before' } : null)
  await runOne()
  const kept = await theCheck()
  expect(kept).toMatchObject({ state: 'queued', verdict: 'fail', error: expect.stringContaining('no answer') })
  expect(kept.leaseUntil?.getTime()).toBeGreaterThan(Date.now())
  fake.meddle = () => null
  await db.gateCheck.updateMany({ data: { leaseUntil: new Date(0) } })
  await runOne()
  expect(await theCheck()).toMatchObject({ state: 'done', error: null })
  expect(fake.state.checkRuns).toMatchObject([{ conclusion: 'failure', annotations: [{ start_line: 7 }] }])
})

test('a token without the right is told by name, and the check is made all the same', async () => {
  await queue()
  await runOne('poor')
  expect(await theCheck()).toMatchObject({
    state: 'done',
    verdict: 'fail',
    link: null,
    error: expect.stringContaining('lacks the permission "Checks: write"'),
  })
})

test('without a token it is made, and GitHub is not told', async () => {
  await queue()
  await runNextCheck(db, { ...options(), environment: parseGithubEnvironment({}) })
  expect(await theCheck()).toMatchObject({ state: 'done', errors: 1, error: expect.stringContaining('GITHUB_TOKEN') })
  expect(fake.requests).toEqual([])
})

test('a head that is gone cannot be checked, and GitHub hears that nothing is wrong with it', async () => {
  const source = await serveByDaemon(makeRepository([{ files: smallKernel }], { bare: true }).directory)
  const gone = await db.tree.create({ data: { slug: 'gone', name: 'Gone', source } })
  await queue({ treeId: gone.id, baseRevision: base, headCommit: 'd'.repeat(40) })
  await runOne()
  expect(await theCheck()).toMatchObject({ state: 'failed', error: expect.stringContaining('was rewritten since') })
  expect(fake.state.checkRuns).toMatchObject([{ status: 'completed', conclusion: 'neutral' }])
})

test('a check asked for anew gets a check run of its own', async () => {
  const { id } = await queue()
  await runOne()
  await db.gateCheck.update({ where: { id }, data: { state: 'queued', round: 2, tries: 0 } })
  await db.$executeRaw`update gate_check set report = null`
  await runOne()
  expect(fake.state.checkRuns).toMatchObject([{ annotations: [{}] }, { annotations: [{}], conclusion: 'failure' }])
})

test('a site that people said stays is a note', async () => {
  const maker = await db.participant.create({ data: { name: 'A Maintainer', email: 'a@example.org' } })
  const site = await db.site.create({ data: { treeId, key: '0123456789abcdef' } })
  const line = await db.line.create({ data: { treeId } })
  await db.siteSpan.create({
    data: {
      siteId: site.id,
      lineId: line.id,
      fromOrdinal: 0,
      toOrdinal: 2147483647,
      path: 'drivers/new.c',
      lineNumber: 7,
      columnNumber: 8,
      function: 'new_map',
      nth: 1,
      api: 'get_user_pages_fast',
      role: 'acquire',
      family: 'get',
      class: 'page-array',
      status: 'unconverted',
      reason: 'legacy-acquire',
      longterm: false,
      findings: [],
      evidence: [],
      via: [],
    },
  })
  await db.triage.create({ data: { treeId, siteId: site.id, isDecided: true, verdict: 'stays', madeById: maker.id } })
  await queue()
  await runOne()
  const { verdict, report } = await theCheck()
  expect(verdict).toBe('pass')
  expect((report as unknown as CheckDocument).findings).toMatchObject([{ severity: 'note' }])
})
