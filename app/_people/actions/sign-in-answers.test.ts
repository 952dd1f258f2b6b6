import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { cookiesOf } from '#app/_people/testing/cookies-of.ts'
import { type FakeGithub, startFakeGithub } from '#app/_people/testing/fake-github.ts'
import { connectDatabase, type Database } from '#prisma/client.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'

let database: Database
let github: FakeGithub
const mails: string[] = []
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, _session, done) {
    let text = ''
    stream.on('data', (chunk: Buffer) => {
      text += chunk
    })
    stream.on('end', () => {
      mails.push(text)
      done()
    })
  },
})

vi.mock('#app/_data/database.ts', () => ({ getDatabase: () => database }))
const { getAuth } = await import('./auth.ts')
const answers = await import('./sign-in-answers.ts')
const finish = await import('#app/(routes)/people/sign-in/finish/route.ts')
// by a name that the compiler does not follow: types of Next would make NODE_ENV a part of every environment here
const confirmPage = '#app/(routes)/people/sign-in/confirm/page.tsx'
const { default: ConfirmPage } = (await import(confirmPage)) as {
  readonly default: (props: { readonly searchParams: Promise<{ readonly token: string }> }) => Promise<unknown>
}

const base = 'http://pinwatch.test:3000'

beforeAll(async () => {
  database = connectDatabase((await createTestDatabase()).url)
  github = await startFakeGithub()
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  const { port } = smtp.server.address() as AddressInfo // it listens on a port
  vi.stubEnv('PINWATCH_URL', base)
  vi.stubEnv('AUTH_SECRET', 'a secret of thirty-two characters or more')
  vi.stubEnv('GITHUB_URL', github.url)
  vi.stubEnv('GITHUB_CLIENT_ID', 'id')
  vi.stubEnv('GITHUB_CLIENT_SECRET', 'secret')
  vi.stubEnv('SMTP_URL', `smtp://127.0.0.1:${port}`)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  github.close()
  smtp.close()
  await database.$disconnect()
})
beforeEach(() => {
  github.emails = [{ email: 'Octo@example.org', primary: true, verified: true }]
  mails.length = 0
})
afterEach(async () => {
  await database.user.deleteMany()
  await database.participant.deleteMany()
  await database.verification.deleteMany()
})

const request = (path: string, init: RequestInit = {}) =>
  new Request(`${base}${path}`, { ...init, headers: { host: 'pinwatch.test:3000', ...init.headers } })

const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  request(path, { method: 'POST', body: new URLSearchParams(fields), headers: { origin: base, ...headers } })

const whoIs = async (cookie: string) =>
  (await getAuth().api.getSession({ headers: new Headers({ cookie }) }))?.user.email

/** To GitHub and back; `cookie` is what the browser sends, where that is not what it was given. */
async function viaGithub(cookie?: string, query = ''): Promise<Response> {
  const start = await answers.answerSignInWith(request(`/people/sign-in/github${query}`), 'github')
  const agreed = await fetch(start.headers.get('location') ?? '', { redirect: 'manual' })
  const back = new URL(agreed.headers.get('location') ?? '')
  return answers.answerCallback(
    request(`${back.pathname}${back.search}`, { headers: { cookie: cookie ?? cookiesOf(start) } }),
  )
}

describe('with GitHub', () => {
  test('whoever comes back is signed in, with every address that GitHub has verified', async () => {
    github.emails = [
      { email: 'Octo@example.org', primary: true, verified: true },
      { email: 'octo@kernel.test', primary: false, verified: true },
      { email: 'linus@kernel.test', primary: false, verified: false },
    ]
    const answer = await viaGithub()
    expect(answer.headers.get('location')).toBe('/people/mine')
    expect(await whoIs(cookiesOf(answer))).toBe('octo@example.org')
    const emails = await database.participant.findMany({ where: { userId: { not: null } }, select: { email: true } })
    expect(emails.map(({ email }) => email).sort()).toEqual(['octo@example.org', 'octo@kernel.test'])
    expect(await database.user.findMany({ select: { role: true } })).toEqual([{ role: 'contributor' }])
  })

  test('an address that GitHub has not verified signs nobody in, and takes over no account', async () => {
    github.emails = [{ email: 'victim@example.org', primary: true, verified: false }]
    await database.user.create({ data: { id: 'v', name: 'V', email: 'victim@example.org', emailVerified: true } })
    const answer = await viaGithub()
    expect(answer.headers.get('location')).toMatch(/\/people\/sign-in\?.*error/)
    expect(await database.session.count()).toBe(0)
    expect(await database.account.count()).toBe(0)
  })

  test('the answer to the sign-in of another browser is refused', async () => {
    expect((await viaGithub('')).headers.get('location')).toMatch(/error/)
    expect(await database.session.count()).toBe(0)
  })

  test('nothing of an address says where it leads afterwards', async () => {
    const wishes = ['callbackURL', 'redirect', 'next', 'errorCallbackURL', 'newUserCallbackURL']
    const query = `?${wishes.map((name) => `${name}=${encodeURIComponent('//evil.example/')}`).join('&')}`
    expect((await viaGithub(undefined, query)).headers.get('location')).toBe('/people/mine')
    expect((await viaGithub('', query)).headers.get('location')).toMatch(
      /^(http:\/\/pinwatch\.test:3000)?\/people\/sign-in\?/,
    )
  })

  test('only the way back is reachable of what the library answers', async () => {
    for (const path of ['/api/auth/sign-up/email', '/api/auth/magic-link/verify?token=x', '/api/auth/callback/evil'])
      expect((await answers.answerCallback(request(path))).status).toBe(404)
  })
})

describe('by mail', () => {
  const tokenIn = (mail: string) =>
    /confirm\?token=3D([A-Za-z]+)|confirm\?token=([A-Za-z]+)/.exec(mail.replace(/=\r\n/g, ''))
  async function askForLink(email = 'dev@example.org'): Promise<string> {
    const answer = await answers.answerMailRequest(post('/people/sign-in/mail', { email }))
    expect(answer.headers.get('location')).toBe('/people/sign-in?sent=1')
    const found = tokenIn(mails.at(-1) ?? '')
    return found?.[1] ?? found?.[2] ?? ''
  }
  const confirm = (token: string, headers = {}) =>
    answers.answerConfirmation(post('/people/sign-in/finish', { token }, headers))

  test('the button behind the link signs in, once', async () => {
    const token = await askForLink()
    const answer = await confirm(token)
    expect(answer.headers.get('location')).toBe('/people/mine')
    expect(answer.headers.getSetCookie()[0]).toMatch(/HttpOnly/i)
    expect(answer.headers.getSetCookie()[0]).toMatch(/SameSite=Lax/i)
    expect(await whoIs(cookiesOf(answer))).toBe('dev@example.org')
    expect((await confirm(token)).headers.get('location')).toBe('/people/sign-in?failed=link')
  })

  test('neither a guessed token nor another site’s page signs anybody in', async () => {
    const token = await askForLink()
    expect((await confirm('a'.repeat(32))).headers.get('location')).toBe('/people/sign-in?failed=link')
    expect((await confirm(token, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await confirm(token)).headers.get('location')).toBe('/people/mine')
  })

  test('a program of a mail server that opens the link uses nothing up', async () => {
    const token = await askForLink()
    // the page of the link, as whoever opens it has it written
    await ConfirmPage({ searchParams: Promise.resolve({ token }) })
    expect(await database.session.count()).toBe(0)
    expect((await confirm(token)).headers.get('location')).toBe('/people/mine')
    // and nothing is behind the button for who only reads
    expect(Object.keys(finish)).toEqual(['POST'])
  })

  test('whoever guesses is stopped, by where they are', async () => {
    const token = await askForLink()
    const from = { 'x-forwarded-for': '192.0.2.7' }
    for (let times = 0; times < 20; times++) await confirm('b'.repeat(32), from)
    expect((await confirm(token, from)).headers.get('location')).toBe('/people/sign-in?failed=often')
    expect((await confirm(token, { 'x-forwarded-for': '192.0.2.8' })).headers.get('location')).toBe('/people/mine')
  })

  test('the token is not kept as it is', async () => {
    const token = await askForLink()
    expect(token).toHaveLength(32)
    expect(JSON.stringify(await database.verification.findMany())).not.toContain(token)
  })

  test('one address has few links an hour, and nobody is told', async () => {
    for (let times = 0; times < 7; times++) await askForLink('flood@example.org')
    expect(mails).toHaveLength(5)
  })

  test('an address with more than an address in it is refused', async () => {
    const answer = await answers.answerMailRequest(post('/people/sign-in/mail', { email: 'a@b.org\r\nBcc: c@d.org' }))
    expect(answer.headers.get('location')).toBe('/people/sign-in?failed=address')
    expect(mails).toEqual([])
  })

  test('what is no form, or larger than any, is refused like nonsense', async () => {
    const send = (body: string, type: string) => {
      const headers = { origin: base, 'content-type': type }
      return answers.answerMailRequest(request('/people/sign-in/mail', { method: 'POST', body, headers }))
    }
    const form = 'application/x-www-form-urlencoded'
    for (const [body, type] of [
      ['{"email":"a@example.org"}', 'application/json'],
      ['--x', 'multipart/form-data'],
      [`more=${'x'.repeat(20_000)}&email=a%40example.org`, form],
    ] as const)
      expect((await send(body, type)).headers.get('location')).toBe('/people/sign-in?failed=address')
    expect(mails).toEqual([])
    expect((await send('email=a%40example.org', form)).headers.get('location')).toBe('/people/sign-in?sent=1')
  })

  test('a session is a new one, whatever the browser brought', async () => {
    const brought = 'pinwatch.session_token=chosen-by-somebody-else'
    const answer = await confirm(await askForLink(), { cookie: brought })
    expect(cookiesOf(answer)).toMatch(/session_token=/)
    expect(cookiesOf(answer)).not.toContain('chosen-by-somebody-else')
    expect(await whoIs(brought)).toBeUndefined()
  })

  test('whoever signs out is signed out on the server', async () => {
    const cookie = cookiesOf(await confirm(await askForLink()))
    await answers.answerSignOut(post('/people/sign-out', {}, { cookie }))
    expect(await whoIs(cookie)).toBeUndefined()
    expect(await database.session.count()).toBe(0)
  })
})
