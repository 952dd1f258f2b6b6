import { expect, expectAccessible, plainViews, test } from './visit.ts'

const kernel = process.env.PINWATCH_KERNEL
const revision = process.env.PINWATCH_KERNEL_REV

test('a real kernel: from the form to the code of a call', async ({ page }) => {
  test.skip(kernel === undefined || revision === undefined, 'needs PINWATCH_KERNEL and PINWATCH_KERNEL_REV')
  test.setTimeout(600_000)
  await page.goto('/new')
  await page.getByLabel('Path or URL of a kernel git tree').fill(kernel ?? '')
  await page.getByText('Which revisions').click()
  await page.getByLabel('Tags, branches or commits').fill(revision ?? '')
  await page.getByRole('button', { name: 'Scan this tree' }).click()
  await expect(page).toHaveURL(/\/linux$/, { timeout: 240_000 })
  await expect(page.getByText(/of acquires converted/)).toBeVisible()
  await expectAccessible(page, plainViews)

  await page.getByRole('link', { name: 'Sites', exact: true }).click()
  await page.getByLabel('Path').fill('drivers/virt')
  await page.getByRole('button', { name: 'Filter' }).click()
  await expect(page).toHaveURL(/path=drivers/)
  await expectAccessible(page, plainViews)
  await page
    .getByRole('table')
    .getByRole('link', { name: /\.[ch]:\d+$/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/drivers\/virt.+:\d+/)
  await expect(page.getByRole('heading', { name: 'Code' })).toBeVisible()
  await expectAccessible(page, plainViews)

  for (const path of ['/linux/subsystems', '/linux/maintainers', '/linux/sites?status=unknown']) {
    await page.goto(path)
    await expectAccessible(page, plainViews)
  }
})
