import type { Browser, BrowserContext, Page } from '@playwright/test'
import { type Hands, withKeyboard, withMouse } from './hands.ts'
import { type HttpsServer, startHttpsServer } from './https-server.ts'
import { makeSmallTree, type SmallTree } from './make-small-tree.ts'
import { linkIn, receiveMail } from './receive-mail.ts'
import { scanTree } from './scan-tree.ts'
import { expect, expectAccessible, test, wideView } from './visit.ts'

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
  /** Scans the tree where the one owner of the machine does. */
  readonly owner: Page
  readonly tree: SmallTree
  readonly slug: string
  /** Of the person whom MAINTAINERS of the tree names. */
  readonly email: string
  /** Holds the page that is open to axe; once is enough for all that walk the same way. */
  readonly look: () => Promise<void>
}

async function signIn({ visitor, hands, email, look }: Story): Promise<void> {
  await visitor.goto('/people/mine')
  await hands.press(visitor.getByRole('main').getByRole('link', { name: 'Sign in' }))
  await hands.write(visitor.getByLabel(/by a link that is mailed to you/), email)
  await look()
  await hands.press(visitor.getByRole('button', { name: 'Mail me a link' }))
  await expect(visitor.getByText('a link is on its way')).toBeVisible()
  await visitor.goto(linkIn(await receiveMail(email, '/people/sign-in/confirm'), '/people/sign-in/confirm'))
  await look()
  await hands.press(visitor.getByRole('button', { name: 'Sign in' }))
  await expect(visitor).toHaveURL(/\/people\/mine$/)
}

/** Whatever was pressed has led there, and is drawn. */
async function arriveAt(page: Page, address: RegExp, title: RegExp): Promise<void> {
  await expect(page).toHaveURL(address)
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
}

/** From the list of what is theirs to a claim for somebody else. */
async function assign({ visitor, hands, slug, look }: Story, person: string): Promise<void> {
  await hands.press(visitor.getByRole('link', { name: `What remains of ${slug} in your sections` }))
  await arriveAt(visitor, new RegExp(`/${slug}/sites\\?`), /sites/i)
  await hands.press(visitor.getByRole('checkbox', { name: /tiny\.c/ }))
  await look()
  await hands.press(visitor.getByRole('button', { name: 'Claim or assign …' }))
  await arriveAt(visitor, new RegExp(`/${slug}/claim\\?`), /Claim or assign/)
  await hands.write(visitor.getByLabel(/For whom/), person)
  await look()
  await hands.press(visitor.getByRole('button', { name: 'Claim', exact: true }))
  await expect(visitor.getByText(`1 claim made for ${person}`)).toBeVisible()
}

/** What a maintainer says of the site whose page is open. */
async function judge({ visitor, hands, look }: Story): Promise<void> {
  const people = visitor.locator('#people')
  await hands.press(people.getByText('Say something of it'))
  await hands.choose(people.getByRole('radio', { name: /blocked/ }))
  await hands.write(people.getByLabel('Reason'), 'waits for folios')
  await hands.press(people.getByRole('button', { name: 'Decide' }))
  await expect(people.getByText('waits for folios')).toBeVisible()
  await hands.press(people.getByText('Write a note').first())
  await hands.write(people.getByLabel(/^Text/), 'See **this**')
  await hands.press(people.getByRole('button', { name: 'Write', exact: true }))
  await expect(people.locator('strong', { hasText: 'this' })).toBeVisible()
  await look()
}

/** From signing in to the claim that a scan has closed, as a maintainer. */
async function tell(story: Story): Promise<void> {
  const { visitor, hands, owner, tree, slug, look } = story
  const author = `author-of-${slug}@example.org`
  await scanTree(owner, tree)
  await signIn(story)
  await look()
  await assign(story, author)
  await hands.press(visitor.getByRole('row').filter({ hasText: 'get_user_pages_fast' }).getByRole('link').first())
  await arriveAt(visitor, new RegExp(`/${slug}/sites/`), /tiny\.c/)
  const people = visitor.locator('#people')
  await expect(people.getByText(/assigned by/)).toBeVisible()
  await judge(story)

  // whoever got it is told, and is told again once it is done
  await receiveMail(author, 'assigned to you')
  tree.convert(`${slug}: pin user pages`)
  await scanTree(owner, tree)
  await visitor.reload()
  await expect(people.getByText('done', { exact: true })).toBeVisible()
  await expect(people.getByText(`${slug}: pin user pages`).first()).toBeVisible()
  await look()
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
      const look = async () => {
        if (name === 'mouse') await expectAccessible(visitor, wideView)
      }
      await tell({ visitor, hands: handsOf(visitor), owner, tree, slug: name, email, look })
      // now there are people who have signed in, the second time more than one
      await owner.goto('/admin/people')
      await expect(owner.getByText(email).first()).toBeVisible()
      for (const summary of await owner.locator('main details > summary').all()) await summary.click()
      await expectAccessible(owner, wideView)
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
