import { expect, expectAccessible, test } from '../visit.ts'

test('feeds are well-formed, have what Atom asks for, and lead to sites', async ({ page, request }) => {
  await page.goto('/demo/subsystems')
  const section = (await page.locator('main a[href*="/subsystems/"]').first().getAttribute('href')) ?? ''
  await page.goto('/demo/maintainers')
  const person = (await page.locator('main a[href*="/maintainers/"]').first().getAttribute('href')) ?? ''
  for (const path of ['/demo/feed.atom', `${section}/feed.atom`, `${person}/feed.atom`]) {
    const answer = await request.get(path)
    expect(answer.headers()['content-type']).toContain('application/atom+xml')
    const feed = await page.evaluate(
      (text) => {
        const parsed = new DOMParser().parseFromString(text, 'application/xml')
        const entries = [...parsed.querySelectorAll('entry')]
        return {
          root: parsed.documentElement.nodeName,
          wrong: [parsed.documentElement, ...entries].filter((element) =>
            ['id', 'title', 'updated'].some(
              (name) => element.querySelector(`:scope > ${name}`)?.textContent === undefined,
            ),
          ).length,
          ids: entries.map((entry) => entry.querySelector('id')?.textContent),
          first: entries[0]?.querySelector('link')?.getAttribute('href') ?? null,
        }
      },
      await answer.text(),
    )
    expect([feed.root, feed.wrong], path).toEqual(['feed', 0])
    expect(new Set(feed.ids).size).toBe(feed.ids.length)
    if (feed.first !== null) expect((await request.get(feed.first)).status()).toBe(200)
    else expect(path).not.toBe('/demo/feed.atom')
  }
})

test('badges and link previews are pictures', async ({ page, request }) => {
  await page.goto('/demo')
  const preview = await page.locator('meta[property="og:image"]').getAttribute('content')
  expect((await request.get(preview ?? '')).headers()['content-type']).toBe('image/png')
  const badge = await request.get('/demo/badge.svg')
  expect(badge.headers()['content-type']).toContain('image/svg+xml')
  expect(await badge.text()).toMatch(/aria-label="gup → pin: \d+ %, \d+ left/)
})

test('a short address leads to its site at its revision', async ({ page, request }) => {
  const { items } = (await (await request.get('/api/v1/trees/demo/sites?limit=1')).json()) as {
    items: { id: string }[]
  }
  await page.goto(`/demo/${items[0]?.id}@v6.12`)
  await expect(page).toHaveURL(`/demo/sites/${items[0]?.id}?rev=v6.12`)
})

test('the API can be read about and tried without a script', async ({ browser, baseURL, page: withScript }) => {
  await withScript.goto('/api')
  await expectAccessible(withScript)
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL === undefined ? {} : { baseURL }) })
  const page = await context.newPage()
  await page.goto('/api')
  await page.getByText('/trees/{tree}/subsystems').click()
  const form = page.locator('details[open] form')
  await form.getByLabel('limit').fill('1')
  await form.getByRole('button', { name: 'Try it' }).click()
  await expect(page).toHaveURL(/\/api\/v1\/trees\/[a-z\d-]+\/subsystems\?limit=1$/)
  expect(JSON.parse(await page.locator('body').innerText())).toHaveProperty('items')
  await context.close()
})

test('robots are told where the pages are, and the sitemap is well-formed', async ({ page, request }) => {
  expect(await (await request.get('/robots.txt')).text()).toMatch(/Sitemap: http:\/\/.*\/sitemap\.xml/)
  await page.goto('/demo')
  const root = await page.evaluate(
    (text) => new DOMParser().parseFromString(text, 'application/xml').documentElement.nodeName,
    await (await request.get('/sitemap.xml')).text(),
  )
  expect(root).toBe('urlset')
})
