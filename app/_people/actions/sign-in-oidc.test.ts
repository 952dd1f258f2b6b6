import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { cookiesOf } from '#app/_people/testing/cookies-of.ts'
import { type LocalOidc, startLocalOidc } from '#app/_people/testing/local-oidc.ts'
import { connectDatabase, type Database } from '#prisma/client.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'

let database: Database
let oidc: LocalOidc
vi.mock('#app/_data/database.ts', () => ({ getDatabase: () => database }))
const { getAuth } = await import('./auth.ts')
const answers = await import('./sign-in-answers.ts')

const base = 'https://pinwatch.test'

beforeAll(async () => {
  database = connectDatabase((await createTestDatabase()).url)
  oidc = await startLocalOidc(`${base}/api/auth/callback/oidc`)
  vi.stubEnv('PINWATCH_URL', base)
  vi.stubEnv('AUTH_SECRET', 'a secret of thirty-two characters or more')
  vi.stubEnv('OIDC_ISSUER', oidc.issuer)
  vi.stubEnv('OIDC_CLIENT_ID', oidc.clientId)
  vi.stubEnv('OIDC_CLIENT_SECRET', oidc.clientSecret)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await oidc.close()
  await database.$disconnect()
})
afterEach(async () => {
  await database.user.deleteMany()
  await database.participant.deleteMany()
  await database.verification.deleteMany()
})

const request = (path: string, cookie = '') =>
  new Request(`${base}${path}`, { headers: { host: 'pinwatch.test', cookie } })

const whoIs = async (cookie: string) =>
  (await getAuth().api.getSession({ headers: new Headers({ cookie }) }))?.user.email

interface WayBack {
  readonly cookie: string
  /** Path and query that the provider leads back to. */
  readonly path: string
}

/** To the provider, and to its way back. */
async function goThere(address = '/people/sign-in/oidc'): Promise<WayBack> {
  const start = await answers.answerSignInWith(request(address), 'oidc')
  const back = await oidc.agree(start.headers.get('location') ?? '')
  expect(back.origin).toBe(base)
  return { cookie: cookiesOf(start), path: `${back.pathname}${back.search}` }
}

async function signIn(): Promise<Response> {
  const { cookie, path } = await goThere()
  return answers.answerCallback(request(path, cookie))
}

test('whoever a provider has verified is signed in, with state and PKCE', async () => {
  oidc.claims = { sub: '7', email: 'Dev@example.org', name: 'Dev', email_verified: true }
  const answer = await signIn()
  expect(answer.headers.get('location')).toBe('/people/mine')
  expect(await whoIs(cookiesOf(answer))).toBe('dev@example.org')
  const asked = oidc.asked.at(-1)
  expect(asked?.get('code_challenge_method')).toBe('S256')
  expect(asked?.get('state')).toMatch(/^.{16,}$/)
  // the same person later is the same account
  await signIn()
  expect(await database.user.count()).toBe(1)
  expect(await database.participant.findMany({ select: { email: true } })).toEqual([{ email: 'dev@example.org' }])
})

test('cookies are for this very host, over https, and no script sees them', async () => {
  oidc.claims = { sub: '7', email: 'dev@example.org', name: 'Dev', email_verified: true }
  const cookies = (await signIn()).headers.getSetCookie().filter((cookie) => !/Max-Age=0/i.test(cookie))
  expect(cookies.length).toBeGreaterThan(0)
  for (const cookie of cookies) {
    expect(cookie).toMatch(/^__Host-pinwatch/)
    expect(cookie).toMatch(/; ?Path=\/(?:;|$)/i)
    expect(cookie).toMatch(/; ?Secure/i)
    expect(cookie).toMatch(/; ?HttpOnly/i)
    expect(cookie).toMatch(/; ?SameSite=Lax/i)
    expect(cookie).not.toMatch(/; ?Domain=/i)
  }
})

test.each([
  ['not verified', { email_verified: false }],
  ['not said to be verified', {}],
])('an address that is %s signs nobody in, and takes over no account', async (_what, claims) => {
  await database.user.create({ data: { id: 'v', name: 'V', email: 'victim@example.org', emailVerified: true } })
  oidc.claims = { sub: '666', email: 'victim@example.org', name: 'Evil', ...claims }
  const answer = await signIn()
  expect(answer.headers.get('location')).toMatch(/\/people\/sign-in\?.*error/)
  expect(await database.session.count()).toBe(0)
  expect(await database.account.count()).toBe(0)
})

test('who is known there is refused, too, once their address is not verified any more', async () => {
  oidc.claims = { sub: '7', email: 'dev@example.org', name: 'Dev', email_verified: true }
  await signIn()
  await database.session.deleteMany()
  oidc.claims = { sub: '7', email: 'maintainer@example.org', name: 'Dev', email_verified: false }
  expect((await signIn()).headers.get('location')).toMatch(/error/)
  expect(await database.session.count()).toBe(0)
  expect(await database.participant.findMany({ select: { email: true } })).toEqual([{ email: 'dev@example.org' }])
})

test('a way back works once, and in the browser that began', async () => {
  oidc.claims = { sub: '7', email: 'dev@example.org', name: 'Dev', email_verified: true }
  const { cookie, path } = await goThere()
  expect((await answers.answerCallback(request(path))).headers.get('location')).toMatch(/error/)
  expect(await database.session.count()).toBe(0)
  const other = await goThere()
  expect((await answers.answerCallback(request(other.path, cookie))).headers.get('location')).toMatch(/error/)
  expect(await database.session.count()).toBe(0)
  const again = await goThere()
  expect((await answers.answerCallback(request(again.path, again.cookie))).headers.get('location')).toBe('/people/mine')
  expect((await answers.answerCallback(request(again.path, again.cookie))).headers.get('location')).toMatch(/error/)
  expect(await database.session.count()).toBe(1)
})

test('a state that was changed, and a code that was made up, sign nobody in', async () => {
  const { cookie, path } = await goThere()
  const url = new URL(path, base)
  for (const [name, value] of [
    ['state', 'another'],
    ['code', 'made-up'],
  ] as const) {
    const changed = new URL(url)
    changed.searchParams.set(name, value)
    const answer = await answers.answerCallback(request(`${changed.pathname}${changed.search}`, cookie))
    expect(answer.headers.get('location')).toMatch(/error/)
  }
  expect(await database.session.count()).toBe(0)
})

test('nothing of an address chooses where people are led afterwards', async () => {
  oidc.claims = { sub: '7', email: 'dev@example.org', name: 'Dev', email_verified: true }
  const evil = 'callbackURL=https://evil.example&redirect=https://evil.example&next=//evil.example'
  const { cookie, path } = await goThere(`/people/sign-in/oidc?${evil}`)
  const answer = await answers.answerCallback(request(`${path}&${evil}`, cookie))
  expect(answer.headers.get('location')).toBe('/people/mine')
})

test('a session is a new one, whatever cookie the browser brought', async () => {
  oidc.claims = { sub: '7', email: 'dev@example.org', name: 'Dev', email_verified: true }
  const brought = '__Host-pinwatch.session_token=chosen-by-somebody-else'
  const { cookie, path } = await goThere()
  const answer = await answers.answerCallback(request(path, `${cookie}; ${brought}`))
  expect(cookiesOf(answer)).toContain('session_token=')
  expect(cookiesOf(answer)).not.toContain('chosen-by-somebody-else')
  expect(await whoIs(brought)).toBeUndefined()
})
