import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { checkBadge } from '#app/_gate/check-badge.ts'
import { callOperation } from '#app/api/v1/testing/call-operation.ts'
import { checkAnswer } from '#app/api/v1/testing/check-answer.ts'
import { getCheckOperation } from '#app/api/v1/trees/[tree]/checks/[id]/operation.ts'
import { listChecksOperation } from '#app/api/v1/trees/[tree]/checks/operation.ts'
import { sampleRow } from '#scanner/cli/format/sample-rows.ts'
import type { CheckDocument } from '#scanner/model/check-document.ts'
import { addressKey } from '#scanner/model/triage/address-key.ts'
import { publishRevision } from '#scanner/store/publish-revision.ts'
import { claimTree, openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { samplePublication } from '#scanner/testing/sample-publication.ts'
import { findSiteKeys } from './find-site-keys.ts'
import { getBranchCheck } from './get-branch-check.ts'
import { getCheck } from './get-check.ts'
import { listChecks } from './list-checks.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>['db']
vi.mock('#app/_data/database.ts', () => ({ getDatabase: () => database }))
const badge = await import('#app/(routes)/[tree]/checks/badge.svg/route.ts')

const [base, head] = ['a'.repeat(40), 'b'.repeat(40)] as [string, string]
const report: CheckDocument = {
  v: 1,
  base: { revision: base, commit: base },
  head: { revision: head, commit: head },
  verdict: 'fail',
  findings: [
    {
      kind: 'new-unconverted',
      severity: 'error',
      site: sampleRow({}),
      other: null,
      commit: { oid: head, subject: 'take pages' },
      mendedBy: null,
      message: 'Takes pages the old way.',
    },
  ],
  improved: [],
  coverage: { filesSearched: 1, filesRead: 1, skipped: {}, problems: {} },
}

let treeId: number
let made: number[]
beforeAll(async () => {
  database = (await openTestDatabase()).db
  const { treeId: id, options } = await claimTree(database)
  treeId = id
  await publishRevision(database, samplePublication({ commit: 'v1', sites: [{ name: 'a' }] }), options)
  const add = (data: object) =>
    database.gateCheck.create({
      data: { treeId, origin: 'push', state: 'done', baseRevision: base, headCommit: head, branch: 'main', ...data },
      select: { id: true },
    })
  made = []
  for (const data of [
    { verdict: 'pass' },
    { verdict: 'fail', errors: 1, report, headCommit: 'c'.repeat(40), link: 'https://github.test/runs/1' },
    { origin: 'pull-request', pullRequest: 7, verdict: 'pass', repository: 'o/r' },
    { state: 'queued', headCommit: 'd'.repeat(40) },
    { branch: 'other/branch', verdict: 'pass' },
  ])
    made.push((await add(data)).id)
})
afterAll(() => database?.$disconnect())

test('checks are listed from the newest on, page by page, of a branch or of all', async () => {
  const first = await listChecks(database, treeId, { limit: 2 })
  expect(first.checks.map(({ id }) => id)).toEqual([made[4], made[3]])
  const rest = await listChecks(database, treeId, { before: first.next })
  expect(rest).toMatchObject({ checks: [{ id: made[2] }, { id: made[1] }, { id: made[0] }], next: null })
  expect((await listChecks(database, treeId, { branch: 'other/branch' })).checks).toMatchObject([{ id: made[4] }])
})

test('a branch is as its newest push that was checked: neither what waits nor a pull request counts', async () => {
  expect(await getBranchCheck(database, treeId, 'main')).toMatchObject({ id: made[1], verdict: 'fail' })
  expect(await getBranchCheck(database, treeId, 'none')).toBeNull()
})

test.each([
  ['main', 'gup check main: 1 error'],
  ['other/branch', 'gup check other/branch: pass'],
  ['nobody', 'gup check nobody: none yet'],
  ['<script>', 'gup check &lt;script&gt;: none yet'],
])('the badge of %s says %s', async (branch, title) => {
  const { slug } = await database.tree.findUniqueOrThrow({ where: { id: treeId }, select: { slug: true } })
  const request = new Request(`http://localhost:3000/${slug}/checks/badge.svg?branch=${encodeURIComponent(branch)}`)
  const answer = await badge.GET(request, { params: Promise.resolve({ tree: slug }) })
  expect(answer.headers.get('content-type')).toContain('image/svg+xml')
  expect(await answer.text()).toContain(`<title>${title}</title>`)
})

test('a badge of no branch is none, and a check that could not be made is neither good nor bad', async () => {
  const request = new Request('http://localhost:3000/linux/checks/badge.svg')
  expect((await badge.GET(request, { params: Promise.resolve({ tree: 'linux' }) })).status).toBe(404)
  const [check] = (await listChecks(database, treeId)).checks
  if (check === undefined) throw new Error('there are checks')
  expect(checkBadge('main', { ...check, state: 'failed', verdict: null })).toMatchObject({ value: 'not checked' })
})

test('the API lists them and gives one with its report, as its description says', async () => {
  const listed = await callOperation(listChecksOperation, { parts: { tree: 'linux' }, query: 'branch=main&limit=3' })
  expect(await checkAnswer(listChecksOperation, listed)).toMatchObject({ total: 4, next: String(made[1]) })
  const parts = { tree: 'linux', id: String(made[1]) }
  const one = await callOperation(getCheckOperation, { parts })
  expect(await checkAnswer(getCheckOperation, one)).toMatchObject({ verdict: 'fail', report: { findings: [{}] } })
  const odd = [
    await callOperation(listChecksOperation, { parts: { tree: 'linux' }, query: 'cursor=x' }),
    await callOperation(getCheckOperation, { parts: { tree: 'linux', id: '999999' } }),
    await callOperation(getCheckOperation, { parts: { tree: 'linux', id: 'x' } }),
  ]
  expect(odd.map(({ status }) => status)).toEqual([400, 404, 404])
})

test('a check belongs to its tree, and its sites are those that the revision has', async () => {
  expect(await getCheck(database, treeId + 1, made[1] ?? 0)).toBeNull()
  const revision = await database.revision.findFirstOrThrow({ where: { treeId } })
  const span = await database.siteSpan.findFirstOrThrow({
    select: { path: true, function: true, api: true, nth: true, site: { select: { key: true } } },
  })
  const there = { path: span.path, function: span.function, api: span.api, ordinal: span.nth }
  const keys = await findSiteKeys(database, revision, [there, { ...there, path: 'new.c' }])
  expect([...keys]).toEqual([[addressKey(there), span.site.key]])
})
