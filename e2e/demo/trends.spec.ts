import type { Page } from '@playwright/test'
import { expect, expectAccessible, some, test } from '../visit.ts'

const picture = (page: Page) => page.getByRole('img', { name: /^Acquires by status over \d+ revisions/ })
const steps = (page: Page) => page.getByRole('group', { name: 'Steps, each leading to what changed' }).getByRole('link')
const parts = (page: Page) => page.getByRole('group', { name: /^What each step brought and took/ }).getByRole('link')

const owners = [
  ['the overview', '/demo'],
  ['a subsystem', '/demo/subsystems/drm-driver-for-tern-gpus'],
  ['a maintainer', '/demo/maintainers/bteague@example.org'],
] as const

for (const [name, path] of owners) {
  test(`${name} has a chart that says what it shows, and its numbers as a table`, async ({ page }) => {
    await page.goto(path)
    await expect(picture(page)).toBeVisible()
    const sentence = await picture(page).getAttribute('aria-label')
    await page.getByText('The numbers as a table').click()
    const table = page.getByRole('table', { name: /^Acquires by status at each revision/ })
    const newest = table.getByRole('row').nth(1)
    await expect(newest.getByRole('rowheader')).toHaveText('v6.12')
    const [, , converted = '', ...rest] = await newest.getByRole('cell').allInnerTexts()
    const remaining = rest.slice(0, 3).reduce((sum, text) => sum + Number(text), 0)
    expect(sentence).toContain(`${converted} of ${Number(converted) + remaining} at v6.12`)
    expect(sentence).toContain(`${remaining} remain`)
    await expectAccessible(page)
  })

  test(`a click on any part of a step of ${name} opens exactly the sites that it counts`, async ({ page }) => {
    await page.goto(path)
    await expect(picture(page)).toBeVisible()
    const links = await parts(page).evaluateAll((all) =>
      all.map((link) => ({ href: link.getAttribute('href') ?? '', title: link.getAttribute('aria-label') ?? '' })),
    )
    expect(links.length).toBeGreaterThan(2)
    for (const { href, title } of some(links, 4)) {
      await page.goto(href)
      const count = Number(/: ([\d,]+) acquires? /.exec(title)?.[1])
      await expect(page.getByRole('main').locator('.rows > li'), `${title} at ${href}`).toHaveCount(count)
    }
  })
}

test('a step is reached and opened with the keyboard alone', async ({ page }) => {
  await page.goto('/demo')
  const last = steps(page).last()
  await last.focus()
  await expect(last).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/demo\/events\?role=acquire&rev=v6\.12$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('v6.12')
})

test('a step is opened by a click on the picture', async ({ page }) => {
  await page.goto('/demo')
  const last = steps(page).last()
  await last.click()
  await expect(page).toHaveURL(/\/demo\/events\?role=acquire&rev=v6\.12$/)
})

test('charts, their links and the forecast need no script', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) })
  const page = await context.newPage()
  await page.goto('/demo')
  await expect(picture(page)).toBeVisible()
  await expect(page.getByRole('img', { name: /at the rate since .* none would remain/ })).toBeVisible()
  await steps(page).first().click()
  await expect(page).toHaveURL(/\/demo\/events/)
  await context.close()
})

test('a chart ends at the revision that is shown, and begins where it is told to', async ({ page }) => {
  await page.goto('/demo?from=v5.10&rev=v6.1')
  await expect(picture(page)).toHaveAttribute('aria-label', /over 4 revisions:.* at v5\.10, .* at v6\.1, /)
  // one comes there by the choice of a release, too
  expect((await page.goto('/demo?from=v6.6&rev=v6.1'))?.status()).toBe(200)
  await expect(page.getByRole('note')).toContainText('"v6.6" is no revision of the history that leads to v6.1')
})

test('the rate is taken over as many steps as one chooses, and the address says so', async ({ page }) => {
  await page.goto('/demo')
  const section = page.getByRole('region', { name: 'When would none remain?' })
  await expect(section).toContainText('Over the last 8 steps')
  await section.getByRole('link', { name: '4', exact: true }).click()
  await expect(page).toHaveURL(/over=4/)
  await expect(section).toContainText('Over the last 4 steps, v6.1, ')
  await expect(section).toContainText('Back-test: ')
})

test.describe('what is no number of steps', () => {
  test.use({ expectedTrouble: [/400/] })
  test('is named, and the rate is taken as usual', async ({ page }) => {
    expect((await page.goto('/demo?over=0'))?.status()).toBe(400)
    await expect(page.getByRole('note')).toContainText('over: A rate is taken over 4 to 200 steps; it is taken over 8.')
  })
})

test('where too little is known no line is invented', async ({ page }) => {
  await page.goto('/demo?rev=v5.6')
  await expect(page.getByRole('region', { name: 'When would none remain?' })).toContainText(
    'A rate needs at least 5 revisions',
  )
  await expect(page.getByRole('img', { name: /none would remain/ })).toHaveCount(0)
  await page.goto('/demo?rev=v5.1')
  await expect(page.getByRole('region', { name: 'Over time' })).toContainText('A chart needs two revisions')
  await expectAccessible(page)
})

test('sections are small pictures that lead to their pages', async ({ page }) => {
  await page.goto('/demo?from=v5.10')
  const section = page.getByRole('region', { name: 'By subsystem over time' })
  await expect(section.getByRole('listitem')).toHaveCount(12)
  await section.getByRole('link', { name: /^LOAMFS FILESYSTEM/ }).click()
  await expect(page).toHaveURL(/\/demo\/subsystems\/loamfs-filesystem\?from=v5\.10$/)
  await expect(picture(page)).toHaveAttribute('aria-label', /at v5\.10, /)
})

test('without colours the chart still says what is what', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await page.goto('/demo')
  for (const status of ['converted', 'unknown', 'unconverted', 'mismatched'])
    await expect(page.locator('.trend-names text', { hasText: new RegExp(`^\\d+ ${status}$`) })).toBeVisible()
  const fills = await page
    .locator('.trend-areas .trend-layer')
    .evaluateAll((layers) => layers.map((layer) => getComputedStyle(layer).stroke))
  expect(new Set(fills).size).toBe(1)
  expect(fills[0]).not.toBe('none')
})
