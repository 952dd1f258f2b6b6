import { expect, expectAccessible, isWhole, test, wideView } from '../visit.ts'

const pages = [
  ['overview', '/demo', /Demo kernel/],
  ['an earlier release', '/demo?rev=v5.3', /Demo kernel v5\.3/],
  ['sites', '/demo/sites', /Sites/],
  ['sites, filtered', '/demo/sites?status=unconverted&role=acquire&sort=subsystem', /Sites/],
  ['sites, parted by section', '/demo/sites?view=all&group=subsystem&column=class,reason', /Sites/],
  ['sites, none left', '/demo/sites?status=mismatched&role=release&api=get_user_pages', /Sites/],
  ['a directory', '/demo/files/drivers', /drivers/],
  ['a file', '/demo/files/mm/gup.c', /gup\.c/],
  ['subsystems', '/demo/subsystems', /Subsystems/],
  ['maintainers', '/demo/maintainers', /Maintainers/],
  ['events', '/demo/events', /./],
  ['a comparison', '/compare?from=demo@v6.1&to=demo@v6.12', /./],
  ['who works on what', '/demo/board', /./],
  ['what people say', '/demo/triage', /./],
  ['what is mine', '/people/mine', /./],
  ['trees, for an admin', '/admin/trees', /./],
  ['settings', '/admin/settings', /./],
  ['scans', '/scans', /Scans/],
  ['one scan', '/scans/1', /Scan 1/],
  ['a new tree', '/new', /./],
] as const

/** Made of what another of them, or a page with a chart (`trends.spec.ts`), is made of. */
const variants: ReadonlySet<string> = new Set(['overview', 'an earlier release', 'sites, filtered', 'sites, none left'])

for (const [name, path, heading] of pages) {
  const isVariant = variants.has(name)
  const looks = isVariant || !isWhole ? 'wide' : 'in any colours, wide and narrow'
  test(`${name}: a title, a heading, no finding of axe ${looks}`, async ({ page }) => {
    const answer = await page.goto(path)
    expect(answer?.status()).toBe(200)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading)
    await expect(page).toHaveTitle(/Pinwatch/)
    await expectAccessible(page, ...(isVariant ? [wideView] : []))
  })
}

test('a maintainer is a page with the sections and sites of that person', async ({ page }) => {
  await page.goto('/demo/maintainers')
  const person = page.getByRole('table').locator('a[href*="/demo/maintainers/"]').first()
  const name = await person.innerText()
  await person.click()
  await expect(page).toHaveURL(/\/demo\/maintainers\/.+@/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
  await expectAccessible(page, wideView)
})

test('a pair leads from an acquire to its release and back', async ({ page }) => {
  await page.goto('/demo/sites?status=converted&role=acquire')
  await page
    .getByRole('table')
    .getByRole('link', { name: /\.[ch]:\d+$/ })
    .first()
    .click()
  await expect(page).toHaveURL(/\/demo\/sites\/[0-9a-f]{16}/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/:\d+/)
  const acquire = await page.getByRole('heading', { level: 1 }).innerText()
  const marked = page
    .getByRole('main')
    .locator('a[href*="/demo/sites/"]')
    .filter({ hasText: /release/ })
    .first()
  await marked.click()
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(acquire)
  await page
    .getByRole('main')
    .locator('a[href*="/demo/sites/"]')
    .filter({ hasText: /acquire/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(acquire)
})

test('filters and pages of the site list are in the address, and work without script', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL === undefined ? {} : { baseURL }) })
  const page = await context.newPage()
  await page.goto('/demo/sites?view=all')
  const total = await page.getByText(/^1–50 of/).innerText()
  await page.getByRole('link', { name: 'Next →' }).click()
  await expect(page.getByText(/^51–\d+ of/)).toBeVisible()
  await page.getByLabel('Path').fill('drivers')
  await page.getByRole('button', { name: 'Filter' }).click()
  await expect(page).toHaveURL(/path=drivers/)
  await expect(page.getByText(/^1–\d+ of/)).not.toHaveText(total)
  for (const path of await page
    .getByRole('table')
    .getByRole('link', { name: /\.[ch]:\d+$/ })
    .allInnerTexts())
    expect(path).toMatch(/^drivers/)
  await context.close()
})

test('the list opens with what remains', async ({ page }) => {
  await page.goto('/demo/sites')
  await expect(page.getByRole('link', { name: 'What remains' })).toHaveAttribute('aria-current', 'true')
  const statuses = await page.getByRole('table').getByRole('row').locator('td .status').first().allInnerTexts()
  expect(statuses.every((status) => ['mismatched', 'unconverted', 'unknown'].includes(status))).toBe(true)
  await page.getByRole('link', { name: 'Everything' }).click()
  await expect(page).toHaveURL(/view=all$/)
  await expect(page.getByText(/^1–50 of/)).toBeVisible()
})

test('values of a facet are combined and excluded, each with what it leaves', async ({ page }) => {
  await page.goto('/demo/sites?view=all')
  const menu = page.locator('details[data-keep="class"]')
  await menu.getByText('class', { exact: true }).click()
  const first = menu.locator('.facet-values > li').first()
  const count = Number(await first.locator('b').innerText())
  await first.getByRole('button').first().click()
  await expect(page).toHaveURL(/class=/)
  await expect(page.getByText(new RegExp(`of ${count} sites`))).toBeVisible()
  // the menu is still there to choose another one
  await menu.locator('.facet-values > li').nth(1).getByRole('button').first().click()
  await expect(page).toHaveURL(/class=.+class=/)
  await menu
    .locator('.facet-values > li')
    .first()
    .getByRole('link', { name: /without/i })
    .click()
  await expect(page).toHaveURL(/class=([^&]*,)?-/)
  // what nobody has chosen yet is excluded by a button, which keeps the rest of the address
  const apis = page.locator('details[data-keep="api"]')
  await apis.locator('summary').click()
  await apis
    .getByRole('button', { name: /without/i })
    .first()
    .click()
  await expect(page).toHaveURL(/class=.*api=-/)
})

test('chosen sites are taken away as text for a mail, with the keyboard alone', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/demo/sites')
  await page.getByRole('checkbox', { name: /:\d+$/ }).first().focus()
  await page.keyboard.press('Space')
  await expect(page.getByText('1 selected')).toBeVisible()
  await page.getByRole('button', { name: 'Copy as text for a mail' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Copied.')).toBeVisible()
  const text = await page.evaluate(() => navigator.clipboard.readText())
  expect(text).toContain('/demo/sites?')
  expect(text.match(/^- .+:\d+/gm)).toHaveLength(1)
})

test('a view is kept by this browser under a name', async ({ page }) => {
  await page.goto('/demo/sites?dir=drivers')
  await page.getByRole('button', { name: '+ Save this view' }).click()
  await page.getByRole('textbox', { name: 'Name of this view' }).fill('my drivers')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.goto('/demo/sites')
  await page.getByRole('link', { name: 'my drivers' }).click()
  await expect(page).toHaveURL(/dir=drivers$/)
})

test('the list is exported as it is shown', async ({ request }) => {
  const query = 'status=mismatched'
  const rows = (await (await request.get(`/demo/sites/export?${query}&format=ndjson`)).text()).trim().split('\n')
  expect(rows.length).toBeGreaterThan(0)
  const list = await (await request.get(`/demo/sites/export?${query}&format=json`)).json()
  expect(list).toEqual(rows.map((row) => JSON.parse(row)))
  const csv = await (await request.get(`/demo/sites/export?${query}&format=csv`)).text()
  expect(csv.split('\n')[0]).toContain('id,path,line')
  const one = await (await request.get(`/demo/sites/export?${query}&format=ndjson&site=${list[0].id}`)).text()
  expect(one.trim()).toBe(rows[0])
  for (const wrong of ['format=xml', 'status=x', 'rev=%00'])
    expect((await request.get(`/demo/sites/export?${wrong}`)).status(), wrong).toBe(400)
})

test('colours can be chosen, with and without a script, and stay', async ({ browser, baseURL }) => {
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ javaScriptEnabled, ...(baseURL === undefined ? {} : { baseURL }) })
    const page = await context.newPage()
    await page.goto('/demo')
    await page.getByRole('button', { name: 'dark', exact: true }).click()
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    await page.goto('/demo/subsystems')
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    await page.getByRole('button', { name: 'system', exact: true }).click()
    await expect(page.locator('html')).not.toHaveAttribute('data-theme')
    await context.close()
  }
})

test('a site leads to the next one of the list that one came from, and to what else is in its file', async ({
  page,
}) => {
  await page.goto('/demo/sites')
  const places = page.getByRole('table').getByRole('link', { name: /\.[ch]:\d+$/ })
  const second = await places.nth(1).innerText()
  await places.first().click()
  await page.getByRole('link', { name: 'Next →' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(second)
  await page.getByRole('link', { name: 'what else is in it' }).click()
  await expect(page).toHaveURL(/\/demo\/files\//)
  await expectAccessible(page, wideView)
})

test('an overview tells what happened since the release before', async ({ page }) => {
  await page.goto('/demo?rev=v5.19')
  const since = page.getByRole('region', { name: 'Since v5.15' })
  await expect(since.getByText('regressed').first()).toBeVisible()
  await expect(since.getByText('lagoon_monitor.c').first()).toBeVisible()
})

test('rows for scripts are those of the list', async ({ request }) => {
  const answer = await request.get('/api/trees/demo/sites?status=mismatched')
  expect(answer.status()).toBe(200)
  const rows = (await answer.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(rows.length).toBeGreaterThan(0)
  expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['mismatched']))
})
