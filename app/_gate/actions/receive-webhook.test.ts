import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { composeWebhook, type TestDelivery } from '#scanner/testing/github/compose-webhook.ts'
import { receiveWebhook } from './receive-webhook.ts'

const secret = 'a secret of the webhook'
const env = { GITHUB_WEBHOOK_SECRET: secret } as NodeJS.ProcessEnv
const [a, b, c] = ['a', 'b', 'c'].map((digit) => digit.repeat(40)) as [string, string, string]
const none = '0'.repeat(40)
const repository = { full_name: 'Torvalds/Linux', default_branch: 'master' }

let db: Awaited<ReturnType<typeof openTestDatabase>>['db']
beforeAll(async () => {
  db = (await openTestDatabase()).db
  await db.tree.create({
    data: { slug: 'linux', name: 'Linux', source: '/srv/linux', githubRepository: 'torvalds/linux' },
  })
})
beforeEach(async () => {
  await db.gateCheck.deleteMany()
  await db.githubDelivery.deleteMany()
})
afterAll(() => db?.$disconnect())

const push = (payload: object = {}, more: Partial<TestDelivery> = {}) =>
  composeWebhook({
    webhook: 'push',
    event: 'push',
    payload: { ref: 'refs/heads/topic', before: a, after: b, repository, ...payload },
    secret,
    ...more,
  })

const pull = (webhook: string, payload: object) =>
  composeWebhook({
    webhook,
    event: 'pull_request',
    payload: {
      number: 7,
      pull_request: { head: { sha: c, ref: 'pin' }, base: { sha: a, ref: 'master' } },
      repository,
      ...payload,
    },
    secret,
  })

const send = async (request: Request, settings = env) => {
  const response = await receiveWebhook(db, request, settings)
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}
const checks = () => db.gateCheck.findMany({ orderBy: { id: 'asc' } })

test('a push is queued, and answered at once', async () => {
  expect(await send(push())).toEqual({ status: 202, body: { result: 'queued', check: expect.any(Number) } })
  expect(await checks()).toMatchObject([
    {
      origin: 'push',
      state: 'queued',
      repository: 'torvalds/linux',
      branch: 'topic',
      baseRevision: a,
      baseBranch: 'master',
      headCommit: b,
    },
  ])
})

test.each(['opened', 'synchronize'])('a pull request that is %s is queued', async (action) => {
  expect((await send(pull(`pull-request-${action}`, { action }))).status).toBe(202)
  expect(await checks()).toMatchObject([
    { origin: 'pull-request', branch: 'pin', pullRequest: 7, baseRevision: a, baseBranch: 'master', headCommit: c },
  ])
})

test('the same delivery again changes nothing, under its own id and another', async () => {
  const delivery = '11111111-2222-3333-4444-555555555555'
  await send(push({}, { delivery }))
  expect(await send(push({}, { delivery }))).toMatchObject({ status: 200, body: { result: 'known' } })
  expect(await send(push())).toMatchObject({ status: 200, body: { result: 'known' } })
  // also when it was forgotten: what it asks for is the same
  await db.githubDelivery.deleteMany()
  expect(await send(push())).toMatchObject({ status: 200, body: { result: 'known' } })
  expect(await checks()).toHaveLength(1)
})

test('of twenty at once one is queued', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => send(push())))
  expect(all.filter(({ status }) => status === 202)).toHaveLength(1)
  expect(await checks()).toHaveLength(1)
})

test.each([
  ['a body that was changed', (request: Request) => ({ body: request.text().then((text) => text.replace(b, c)) })],
  ['another secret', () => ({ body: push({}, { secret: 'the secret of others' }).text(), secret: 'others' })],
  ['no signature', () => ({ signature: null })],
  ['half a signature', () => ({ signature: 'sha256=00' })],
  ['an old kind of signature', () => ({ signature: `sha1=${'0'.repeat(40)}` })],
])('%s is refused with 401, and nothing is kept', async (_name, forge) => {
  const request = push()
  const { body = request.clone().text(), signature } = forge(request.clone()) as {
    body?: Promise<string>
    signature?: string | null
  }
  const headers = new Headers(request.headers)
  if (signature === null) headers.delete('x-hub-signature-256')
  else if (signature !== undefined) headers.set('x-hub-signature-256', signature)
  const forged = new Request(request.url, { method: 'POST', headers, body: await body })
  const wrongSecret = { GITHUB_WEBHOOK_SECRET: 'some other secret' } as NodeJS.ProcessEnv
  expect((await send(forged, _name === 'another secret' ? wrongSecret : env)).status).toBe(401)
  expect(await checks()).toEqual([])
  expect(await db.githubDelivery.count()).toBe(0)
})

test('a repository of no tree is said, and may be sent anew once it is set', async () => {
  const other = () =>
    push({ repository: { ...repository, full_name: 'someone/else' } }, { delivery: 'one-and-the-same' })
  const refused = await send(other())
  expect(refused.status).toBe(404)
  expect(refused.body.detail).toContain('pinwatch trees set TREE --github someone/else')
  await db.tree.create({ data: { slug: 'else', name: 'Else', source: '/srv/else', githubRepository: 'someone/else' } })
  expect((await send(other())).status).toBe(202)
})

test.each([
  ['a tag', push({ ref: 'refs/tags/v6.12' })],
  ['a branch that is gone', push({ after: none })],
  ['the first push of all', push({ ref: 'refs/heads/master', before: none })],
  ['a pull request that is closed', pull('pull-request-closed', { action: 'closed' })],
  ['a ping', composeWebhook({ webhook: 'ping', event: 'ping', payload: {}, secret })],
])('nothing is done about %s', async (_name, request) => {
  expect(await send(request)).toMatchObject({ status: 200, body: { result: 'ignored' } })
  expect(await checks()).toEqual([])
})

test.each(['../../etc', 'a..b', '-x/.y', 'a:b', 'a\nb'])('%j is no branch to be fetched', async (name) => {
  const request = pull('pull-request-opened', {
    action: 'opened',
    pull_request: { head: { sha: c, ref: name }, base: { sha: a, ref: 'master' } },
  })
  expect((await send(request)).status).toBe(400)
  expect(await send(push({ ref: `refs/heads/${name}` }))).toMatchObject({ body: { result: 'ignored' } })
})

test('a check is made again where somebody asks for it, once it is over', async () => {
  await send(push())
  const [check] = await checks()
  const again = (id: number | undefined) =>
    composeWebhook({
      webhook: 'check-run-rerequested',
      event: 'check_run',
      payload: {
        action: 'rerequested',
        check_run: { external_id: `pinwatch-check-${id}.1` },
        repository,
        at: Math.random(),
      },
      secret,
    })
  expect(await send(again(check?.id))).toMatchObject({ status: 200, body: { result: 'known' } })
  await db.gateCheck.updateMany({ data: { state: 'done', verdict: 'fail', errors: 3, report: {} } })
  expect(await send(again(check?.id))).toMatchObject({ status: 202 })
  expect(await checks()).toMatchObject([{ state: 'queued', round: 2, verdict: null, errors: 0, report: null }])
  expect((await send(again(2_000_000))).status).toBe(404)
})

test.each([
  ['without a secret', {}, 404],
  ['with a secret that is none', { GITHUB_WEBHOOK_SECRET: 'short' }, 404],
  ['read only', { ...env, PINWATCH_READ_ONLY: '1' }, 403],
])('%s nothing is received', async (_name, settings, status) => {
  expect((await send(push(), settings as NodeJS.ProcessEnv)).status).toBe(status)
})
