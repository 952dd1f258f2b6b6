import { createHmac } from 'node:crypto'
import { NextRequest } from 'next/server'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { getSettings } from '#app/_data/get-settings.ts'
import { defaultSettings } from '#app/_data/settings.ts'
import { makeAccount, originOf, type TestAccount } from '#app/_people/testing/people-world.ts'
import { connectDatabase, type Database } from '#prisma/client.ts'
import { publishRevision } from '#scanner/store/publish-revision.ts'
import { claimTree } from '#scanner/testing/claimed-tree.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { keyOf, samplePublication } from '#scanner/testing/sample-publication.ts'
import { changeSettings } from './change-settings.ts'
import { claimSites } from './claim-sites.ts'

let database: Database
let admin: TestAccount
let reader: TestAccount

vi.mock('#app/_data/database.ts', () => ({ getDatabase: () => database }))
const { proxy } = await import('../../../proxy.ts')

const secret = 'a secret of thirty-two characters or more'
beforeAll(async () => {
  const { url } = await createTestDatabase()
  database = connectDatabase(url)
  vi.stubEnv('DATABASE_URL', url)
  admin = await makeAccount(database, 'admin')
  reader = await makeAccount(database, 'reader')
  const { options } = await claimTree(database)
  await publishRevision(database, samplePublication({ commit: 'v1', sites: [{ name: 'a' }] }), options)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await database.$disconnect()
})
afterEach(() => database.setting.deleteMany())

/** As where people sign in with GitHub. */
function withSignIn() {
  vi.stubEnv('AUTH_SECRET', secret)
  vi.stubEnv('PINWATCH_URL', 'http://pinwatch.test:3000')
  vi.stubEnv('GITHUB_CLIENT_ID', 'id')
  vi.stubEnv('GITHUB_CLIENT_SECRET', 'secret')
}

const change = async (account: TestAccount, wanted: Partial<typeof defaultSettings>) => {
  const origin = await originOf(database, account)
  return database.$transaction((tx) => changeSettings(tx, origin, { ...defaultSettings, ...wanted }))
}

test('an admin says when claims expire, and claims that are made then do so', async () => {
  await change(admin, { 'claim-days': 10 })
  const origin = await originOf(database, admin)
  const { claimIds } = await database.$transaction((tx) => claimSites(tx, origin, 'linux', { sites: [keyOf('a')] }))
  const claim = await database.claim.findUniqueOrThrow({ where: { id: claimIds[0] ?? 0 } })
  expect(claim.expiresAt.getTime() - claim.createdAt.getTime()).toBe(10 * 86_400_000)
  expect(
    await database.auditEntry.findFirst({
      where: { action: 'setting.changed' },
      select: { actorId: true, subject: true, before: true, after: true },
    }),
  ).toEqual({
    ...{ actorId: origin.actor.participantId, subject: 'setting claim-days' },
    ...{ before: { value: 60 }, after: { value: 10 } },
  })
})

test('what is as it was is no change, and nobody else may', async () => {
  const entries = await database.auditEntry.count()
  await change(admin, {})
  await expect(change(reader, { 'claim-days': 10 })).rejects.toThrow('Only an admin may')
  expect(await database.auditEntry.count()).toBe(entries)
})

test('a value that cannot be read, as of a later version, counts as none', async () => {
  await database.setting.createMany({
    data: [
      { name: 'claim-days', value: 'soon' },
      { name: 'of-a-later-version', value: 1 },
    ],
  })
  expect(await getSettings(database)).toEqual(defaultSettings)
})

test('reading takes an account only where there are any', async () => {
  await expect(change(admin, { 'account-to-read': true })).rejects.toThrow('only where people sign in')
})

test('where reading takes an account, pages lead a visitor to signing in and the API asks for a token', async () => {
  withSignIn()
  await change(admin, { 'account-to-read': true })
  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    proxy(
      new NextRequest(`http://pinwatch.test:3000${path}`, {
        method,
        headers: { host: 'pinwatch.test:3000', ...headers },
      }),
    )
  const html = { accept: 'text/html' }

  for (const path of ['/', '/linux/sites', '/people/mine', '/admin', '/linux/sites?_rsc=1']) {
    const answer = await ask(path, html)
    expect([path, answer.status, answer.headers.get('location')]).toEqual([path, 303, '/people/sign-in'])
  }
  expect((await ask('/linux/sites', { rsc: '1' })).status).toBe(303)
  for (const path of [
    '/api/v1/trees',
    '/api/v1/openapi.json',
    '/api/trees/linux/sites',
    '/linux/feed.atom',
    '/linux/badge.svg',
  ]) {
    const answer = await ask(path)
    expect([path, answer.status, answer.headers.get('www-authenticate')]).toEqual([
      path,
      401,
      'Bearer realm="pinwatch"',
    ])
  }
  expect((await ask('/linux/sites', html, 'POST')).status).toBe(401)
  expect((await ask('/api/v1/trees', { authorization: 'Bearer x'.padEnd(40, 'x') })).status).toBe(401)
  expect((await ask('/linux', { ...html, cookie: 'pinwatch.session_token=forged.signature' })).status).toBe(303)

  // what leads to an account, and whoever has one
  for (const path of [
    '/people/sign-in',
    '/people/sign-in/confirm',
    '/api/auth/callback/github',
    '/api/health',
    '/robots.txt',
  ])
    expect([path, (await ask(path, html)).status]).toEqual([path, 200])
  expect((await ask('/api/v1/trees', { authorization: `Bearer ${reader.token}` })).status).toBe(200)
  await database.session.create({
    data: { id: 's1', token: 'session-token', userId: reader.userId, expiresAt: new Date(Date.now() + 60_000) },
  })
  const signature = createHmac('sha256', secret).update('session-token').digest('base64')
  const cookie = `pinwatch.session_token=${encodeURIComponent(`session-token.${signature}`)}`
  expect((await ask('/linux', { ...html, cookie })).status).toBe(200)

  await change(admin, { 'account-to-read': false })
  expect((await ask('/linux', html)).status).toBe(200)
})
