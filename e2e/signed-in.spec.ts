import type { Browser, BrowserContext, Page } from '@playwright/test'
import { type Hands, withKeyboard, withMouse } from './hands.ts'
import { type HttpsServer, startHttpsServer } from './https-server.ts'
import { makeSmallTree, type SmallTree } from './make-small-tree.ts'
import { linkIn, receiveMail } from './receive-mail.ts'
import { scanTree } from './scan-tree.ts'
import { expect, expectAccessible, test } from './visit.ts'

let server: HttpsServer
test.beforeAll(async () => {
  server = await startHttpsServer()
})
test.afterAll(() => server?.close())

const openBrowser = (browser: Browser): Promise<BrowserContext> =>
  browser.newContext({ baseURL: server.url, ignoreHTTPSErrors: true })

interface Story {
  readonly visitor: Page
  readonly hands: Hands
  /** Scans it where the one owner of the machine does. */
  readonly owner: Page
  readonly tree: SmallTree
  readonly slug: string
  /** Of the person whom MAINTAINERS of the tree names. */
  readonly email: string
}

async function signIn({ visitor, hands, email }: Story): Promise<void> {
  await visitor.goto('/people/mine')
  await hands.press(visitor.getByRole('main').getByRole('link', { name: 'Sign in' }))
  await expectAccessible(visitor)
  await hands.write(visitor.getByLabel(/by a link that is mailed to you/), email)
  await hands.press(visitor.getByRole('button', { name: 'Mail me a link' }))
  await expect(visitor.getByText('a link is on its way')).toBeVisible()
  await visitor.goto(linkIn(await receiveMail(email, '/people/sign-in/confirm'), '/people/sign-in/confirm'))
  await expectAccessible(visitor)
  await hands.press(visitor.getByRole('button', { name: 'Sign in' }))
  await expect(visitor).toHaveURL(/\/people\/mine$/)
}

/** From signing in to the claim that a scan has closed, as a maintainer. */
async function tell(story: Story): Promise<void> {
  const { visitor, hands, owner, tree, slug, email } = story
  await scanTree(owner, tree)
  await signIn(story)
  await expectAccessible(visitor)

  // my sites: those of my sections
  await visitor.goto(`/${slug}/sites?maintainer=${email}&role=acquire`)
  await hands.press(visitor.getByRole('checkbox', { name: /tiny\.c/ }))
  await hands.press(visitor.getByRole('button', { name: 'Claim or assign …' }))
  await expect(visitor.getByRole('heading', { level: 1 })).toBeVisible()
  await expectAccessible(visitor)
  const author = `author-of-${slug}@example.org`
  await hands.write(visitor.getByLabel(/For whom/), author)
  await hands.press(visitor.getByRole('button', { name: 'Claim', exact: true }))
  await expect(visitor.getByText(`1 claim made for ${author}`)).toBeVisible()

  await hands.press(visitor.getByRole('row').filter({ hasText: 'get_user_pages_fast' }).getByRole('link').first())
  const people = visitor.locator('#people')
  await expect(people.getByText(/assigned by/)).toBeVisible()
  await hands.press(people.getByText('Say something of it'))
  await hands.choose(people.getByRole('radio', { name: /blocked/ }))
  await hands.write(people.getByLabel('Reason'), 'waits for folios')
  await hands.press(people.getByRole('button', { name: 'Decide' }))
  await expect(people.getByText('waits for folios')).toBeVisible()
  await hands.press(people.getByText('Write a note').first())
  await hands.write(people.getByLabel(/^Text/), 'See **this**')
  await hands.press(people.getByRole('button', { name: 'Write', exact: true }))
  await expect(people.locator('strong', { hasText: 'this' })).toBeVisible()
  await expectAccessible(visitor)

  // whoever got it is told, and whoever assigned it as well once it is done
  await receiveMail(author, 'assigned to you')
  const site = visitor.url()
  tree.convert('tiny: pin user pages')
  await scanTree(owner, tree)
  // these pages hear of it a moment later than those that asked for the scan
  await expect(async () => {
    await visitor.goto(site)
    await expect(people.getByText('done', { exact: true })).toBeVisible({ timeout: 2000 })
  }).toPass({ timeout: 60_000 })
  await expect(people.getByText('tiny: pin user pages').first()).toBeVisible()
  await receiveMail(author, 'landed')
}

for (const [how, name, handsOf] of [
  ['with a mouse', 'mouse', withMouse],
  ['by keyboard alone', 'keys', withKeyboard],
] as const)
  test(`a maintainer signs in over https, assigns, judges, and sees the conversion close the claim: ${how}`, async ({
    browser,
    page: owner,
  }) => {
    const email = `${name}@example.org`
    const tree = makeSmallTree(name, { 'tiny@example.org': email })
    const context = await openBrowser(browser)
    try {
      const visitor = await context.newPage()
      await tell({ visitor, hands: handsOf(visitor), owner, tree, slug: name, email })
    } finally {
      await context.close()
      tree.remove()
    }
  })

test('over https cookies are of this host alone, and nothing leads back to http', async ({ browser }) => {
  const context = await openBrowser(browser)
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
