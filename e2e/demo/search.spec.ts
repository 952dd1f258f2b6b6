import { expect, expectAccessible, test } from '../visit.ts'

test('a maintainer is found by typing a part of a name, by keys alone', async ({ page }) => {
  await page.goto('/demo/maintainers')
  const link = page.locator('main a[href*="/maintainers/"]').first()
  const name = ((await link.textContent()) ?? '').trim()
  await page.goto('/demo')
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox')
  await expect(field).toBeFocused()
  await expectAccessible(page)
  await field.fill(name.slice(0, -1))
  await expect(page.getByRole('option', { name }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
  await page.keyboard.press('Control+k')
  await expect(field).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('combobox')).toHaveCount(0)
})

test('keys lead to pages, through rows and to what they do', async ({ page }) => {
  await page.goto('/demo')
  await page.keyboard.press('g')
  await page.keyboard.press('u')
  await expect(page).toHaveURL(/\/demo\/subsystems/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Subsystems/)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await page.keyboard.press('o')
  await expect(page).toHaveURL(/\/demo\/subsystems\/[a-z\d-]+/)
  // the address is another one before the page is
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(/Subsystems/)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Close' }).press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('/')
  await expect(page.locator('#search-field')).toBeFocused()
  // a field takes letters as letters
  await page.keyboard.type('gup')
  await expect(page.locator('#search-field')).toHaveValue('gup')
})

test('what was found, and what to do next, can be read by everybody', async ({ page }) => {
  for (const address of ['/demo/search?q=drivers', '/demo/next']) {
    await page.goto(address)
    await expectAccessible(page)
  }
})

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false })

  test('the field at the top finds files, and they lead to their sites', async ({ page }) => {
    await page.goto('/demo')
    await page.locator('#search-field').fill('drivers')
    await page.locator('#search-field').press('Enter')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Search')
    await expect(page.getByRole('heading', { name: 'Files' })).toBeVisible()
    await page.locator('main a[href*="path="]').first().click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Sites/)
  })

  test('somebody who says who they are is told what to do next', async ({ page }) => {
    await page.goto('/demo/next')
    await expect(page.getByRole('heading', { name: 'Good first conversions' })).toBeVisible()
    await page.goto('/demo/maintainers')
    const href = (await page.locator('main a[href*="/maintainers/"]').first().getAttribute('href')) ?? ''
    const email = decodeURIComponent(href.split('/').at(-1)?.split('?')[0] ?? '')
    await page.goto('/demo/next')
    await page.getByLabel('Your mail address in MAINTAINERS').fill(email)
    await page.getByRole('button', { name: 'Show what is mine' }).click()
    await expect(page.getByRole('heading', { name: 'Mismatched, or maybe' })).toBeVisible()
    await page.getByRole('button', { name: /as seen$/ }).click()
    await expect(page.getByRole('button', { name: /as seen$/ })).toHaveCount(0)
  })
})
