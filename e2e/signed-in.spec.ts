import { type HttpsServer, startHttpsServer } from './https-server.ts'
import { linkIn, receiveMail } from './receive-mail.ts'
import { expect, test } from './visit.ts'

let server: HttpsServer
test.beforeAll(async () => {
  server = await startHttpsServer()
})
test.afterAll(() => server?.close())

test('over https cookies are of this host alone, and nothing leads back to http', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: server.url, ignoreHTTPSErrors: true })
  const page = await context.newPage()
  const answer = await page.goto('/people/sign-in')
  expect(answer?.headers()['strict-transport-security']).toMatch(/^max-age=[1-9]\d+/)
  const nonceOf = (policy = '') => /script-src[^;]*'nonce-([\w-]{16,})'/.exec(policy)?.[1]
  const nonce = nonceOf(answer?.headers()['content-security-policy'])
  expect(nonce).toBeDefined()
  expect(nonceOf((await page.request.get('/people/sign-in')).headers()['content-security-policy'])).not.toBe(nonce)
  const scripts = await page
    .locator('script')
    .evaluateAll((all) => all.map((script) => (script as HTMLScriptElement).nonce))
  expect(scripts.length).toBeGreaterThan(0)
  expect(new Set(scripts)).toEqual(new Set([nonce]))
  const started = await page.request.get('/people/sign-in/github', { maxRedirects: 0 })
  const away = new URL(started.headers().location ?? '')
  expect(away.origin).toBe('https://github.example')
  expect(away.searchParams.get('redirect_uri')).toBe(`${server.url}/api/auth/callback/github`)
  expect(away.searchParams.get('code_challenge_method')).toBe('S256')
  expect(away.searchParams.get('state')).toMatch(/^.{16,}$/)
  await page.getByLabel(/by a link that is mailed to you/).fill('cookie@example.org')
  await page.getByRole('button', { name: 'Mail me a link' }).click()
  const link = linkIn(await receiveMail('cookie@example.org', '/people/sign-in/confirm'), '/people/sign-in/confirm')
  expect(link).toContain(`${server.url}/`)
  await page.goto(link)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(`${server.url}/people/mine`)
  const cookies = (await context.cookies()).filter(({ name }) => name.includes('pinwatch'))
  expect(cookies.map(({ name }) => name)).toContain('__Host-pinwatch.session_token')
  for (const { name, secure, httpOnly, sameSite, path, domain } of cookies)
    expect([name, secure, httpOnly, sameSite, path, domain]).toEqual([name, true, true, 'Lax', '/', 'localhost'])
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.goto('/people/mine')
  await expect(page.getByText('You are not signed in.')).toBeVisible()
  await context.close()
})
