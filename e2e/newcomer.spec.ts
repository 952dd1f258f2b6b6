import { expect, expectAccessible, test, wideView } from './visit.ts'

/** What somebody does who has started Pinwatch for the first time and knows nothing of it. */
test('without a tree the first page says what to do, and the demo leads to a call in its code', async ({ page }) => {
  // the first scan of a machine that does other things too
  test.slow()
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('get_user_pages')
  await expect(page.getByLabel('Path or URL of a kernel git tree')).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Load the demo' }).click()
  await expect(page).toHaveURL(/\/scans\/\d+/)
  // its page goes on by itself when the scan is done
  await expect(page).toHaveURL(/\/demo$/, { timeout: 180_000 })
  await expect(page.getByText(/of acquires converted/)).toBeVisible()
  // in all colours and widths where its chart is looked at, as the next page
  await expectAccessible(page, wideView)

  const subsystems = page.getByRole('table', { name: /Subsystems/ })
  const first = subsystems.getByRole('rowheader').getByRole('link').first()
  const title = await first.innerText()
  await first.click()
  await expect(page).toHaveURL(/\/demo\/subsystems\//)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title)
  await expectAccessible(page, wideView)

  await page.getByRole('main').locator('a[href*="/demo/sites/"]:not([href*="/export"])').first().click()
  await expect(page).toHaveURL(/\/demo\/sites\/[0-9a-f]{16}/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/\.[ch]:\d+/)
  await expect(page.getByRole('heading', { name: 'Code' })).toBeVisible()
  await expectAccessible(page)

  // pages of the server lead back into its only tree
  const ways = page.getByRole('navigation', { name: 'Main' })
  await ways.getByRole('link', { name: 'Mine', exact: true }).click()
  await expect(page).toHaveURL(/\/people\/mine$/)
  await expect(ways.getByRole('link', { name: 'Mine', exact: true })).toHaveAttribute('aria-current', 'page')
  await ways.getByRole('link', { name: 'Sites', exact: true }).click()
  await expect(page).toHaveURL(/\/demo\/sites$/)
})

test('what cannot be scanned is said at the field, and nothing is lost', async ({ page }) => {
  await page.goto('/new')
  const source = page.getByLabel('Path or URL of a kernel git tree')
  await source.fill('ext::sh -c whoami')
  await page.getByRole('button', { name: 'Scan this tree' }).click()
  await expect(page.getByRole('alert').filter({ hasText: /\w/ }).first()).toBeVisible()
  await expect(source).toHaveValue('ext::sh -c whoami')
  await expect(source).toHaveAttribute('aria-invalid', 'true')
  await expectAccessible(page)
})

test('a folder that is no repository fails with a sentence, and can be tried again', async ({ page }) => {
  await page.goto('/new')
  await page.getByLabel('Path or URL of a kernel git tree').fill('/nonexistent/linux')
  await page.getByRole('button', { name: 'Scan this tree' }).click()
  await expect(page).toHaveURL(/\/scans\/\d+/)
  await expect(page.getByText('/nonexistent/linux: no such directory', { exact: false })).toBeVisible({
    timeout: 60_000,
  })
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
  await expectAccessible(page)
})
