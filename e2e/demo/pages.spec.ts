import { expect, expectAccessible, test } from '../visit.ts'

const pages = [
  ['overview', '/demo', /Demo kernel/],
  ['an earlier release', '/demo?rev=v5.3', /Demo kernel v5\.3/],
  ['sites', '/demo/sites', /Sites/],
  ['sites, filtered', '/demo/sites?status=unconverted&role=acquire&sort=subsystem', /Sites/],
  ['sites, none left', '/demo/sites?status=mismatched&role=release&api=get_user_pages', /Sites/],
  ['subsystems', '/demo/subsystems', /Subsystems/],
  ['maintainers', '/demo/maintainers', /Maintainers/],
  ['scans', '/scans', /Scans/],
  ['one scan', '/scans/1', /Scan 1/],
  ['a new tree', '/new', /./],
] as const

for (const [name, path, heading] of pages) {
  test(`${name}: a title, a heading, no finding of axe in light and dark, wide and narrow`, async ({ page }) => {
    const answer = await page.goto(path)
    expect(answer?.status()).toBe(200)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading)
    await expect(page).toHaveTitle(/Pinwatch/)
    await expectAccessible(page)
  })
}

test('a maintainer is a page with the sections and sites of that person', async ({ page }) => {
  await page.goto('/demo/maintainers')
  const person = page.getByRole('table').locator('a[href*="/demo/maintainers/"]').first()
  const name = await person.innerText()
  await person.click()
  await expect(page).toHaveURL(/\/demo\/maintainers\/.+@/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
  await expectAccessible(page)
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
  await page.goto('/demo/sites')
  const total = await page.getByText(/^1–50 of/).innerText()
  await page.getByRole('link', { name: /next/i }).click()
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
