import type { Page } from '@playwright/test'
import { makeSmallTree, type SmallTree } from './make-small-tree.ts'
import { expect, expectAccessible, test } from './visit.ts'

test.describe.configure({ mode: 'serial' })

let tree: SmallTree
test.beforeAll(() => {
  tree = makeSmallTree()
})
test.afterAll(() => tree.remove())

/** Asks for a scan of what HEAD is now, and waits until it is published. */
async function scan(page: Page): Promise<void> {
  await page.goto('/new')
  await page.getByLabel('Path or URL of a kernel git tree').fill(tree.directory)
  await page.getByRole('button', { name: 'Scan this tree' }).click()
  await expect(page).toHaveURL(/\/tiny$/, { timeout: 90_000 })
}

const acquireRow = (page: Page) => page.getByRole('row').filter({ hasText: 'get_user_pages_fast' })

test('a conversion is claimed, assigned, judged and noted', async ({ page }) => {
  await scan(page)
  await page.getByRole('link', { name: 'Sites', exact: true }).click()
  await acquireRow(page).getByRole('link').first().click()
  const people = page.locator('#people')

  await people.getByLabel('Note', { exact: true }).fill('for the next window')
  await people.getByRole('button', { name: 'Claim', exact: true }).click()
  await expect(people.getByText('claimed', { exact: true })).toBeVisible()
  await expect(people.getByText('for the next window')).toBeVisible()
  await expectAccessible(page)

  await people.getByText('Claim it, or assign it to somebody').click()
  await people.getByLabel(/For whom/).fill('tiny@example.org')
  await people.getByRole('button', { name: 'Claim', exact: true }).click()
  await expect(people.getByTitle('tiny@example.org')).toBeVisible()
  await expect(people.getByText(/assigned by Local owner/)).toBeVisible()

  await people.getByText('Say something of it').click()
  await people.getByRole('radio', { name: /blocked/ }).check()
  await people.getByLabel('Reason').fill('waits for folios')
  await people.getByRole('button', { name: 'Decide' }).click()
  await expect(people.getByText('waits for folios')).toBeVisible()

  await people.getByText('Write a note').first().click()
  await people.getByLabel(/^Text/).fill('See **this**: <script>alert(1)</script> https://lore.kernel.org/r/1')
  await people.getByRole('button', { name: 'Write', exact: true }).click()
  await expect(people.locator('strong', { hasText: 'this' })).toBeVisible()
  await expect(people.getByText('<script>alert(1)</script>')).toBeVisible()
  await expectAccessible(page)
})

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false })

  test('many are claimed from a list at once, and that is undone', async ({ page }) => {
    await page.goto('/tiny/sites?role=acquire&status=unconverted')
    await page.getByRole('button', { name: 'Claim or assign …' }).click()
    await expect(page.getByText(/All that match/)).toBeVisible()
    await page.getByLabel(/For whom/).fill('all@example.org')
    await page.getByRole('button', { name: 'Claim', exact: true }).click()
    await expect(page.getByText(/1 claim made for all@example\.org/)).toBeVisible()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(page).not.toHaveURL(/batch=/)
    await expect(page.getByText(/claim made for/)).toHaveCount(0)
  })

  test('what cannot be done is said at the form', async ({ page }) => {
    await page.goto('/tiny/claim?site=ffffffffffffffff')
    await page.getByRole('button', { name: 'Claim', exact: true }).click()
    await expect(page.getByRole('alert')).toContainText('has no site')
  })
})

test('a scan that sees the conversion closes the claims', async ({ page }) => {
  await page.goto('/tiny/sites?role=acquire&status=unconverted')
  await acquireRow(page).getByRole('link').first().click()
  await expect(page.getByText('waits for folios')).toBeVisible()
  const site = page.url()
  const people = page.locator('#people')
  tree.convert('tiny: pin user pages')
  await scan(page)
  await page.goto(site)
  await people.getByText('3 claims that ended').click()
  await expect(people.getByText('done', { exact: true })).toHaveCount(2)
  await expect(people.getByText('tiny: pin user pages').first()).toBeVisible()
  await expectAccessible(page)
})
