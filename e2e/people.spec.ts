import type { Page } from '@playwright/test'
import { readMails } from './mail-place.ts'
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

/** The mail to somebody whose subject has this, once it has come. */
async function receive(to: string, subject: string): Promise<string> {
  const find = () => readMails(to).find((mail) => mail.includes(subject)) ?? ''
  await expect.poll(find, { timeout: 60_000 }).not.toBe('')
  return find()
}
const linkIn = (mail: string, path: string) =>
  mail.split('\n').find((line) => line.startsWith('http') && line.includes(path)) ?? ''

test('whoever has something assigned is told by mail, and answers without signing in', async ({ page }) => {
  const mail = await receive('tiny@example.org', 'assigned to you')
  await page.goto(linkIn(mail, '/people/mail/claims?'))
  await expect(page.getByRole('checkbox')).toBeChecked()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Keep' }).click()
  await expect(page.getByText('1 claim kept.')).toBeVisible()

  await page.goto(linkIn(mail, '/people/mail/stop?'))
  await page.getByRole('button', { name: 'Stop them' }).click()
  await expect(page.getByRole('heading', { name: 'No more of these mails' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Have them again' }).click()
  await expect(page.getByRole('button', { name: 'Stop them' })).toBeVisible()
})

test('what somebody is told of a section is chosen, and shown before', async ({ page }) => {
  await page.goto('/tiny/subsystems')
  await page.locator('main a[href*="/subsystems/"]').first().click()
  await page.getByRole('link', { name: 'Tell me by mail' }).click()
  await page.getByLabel('Where mails to you go').fill('owner@example.org')
  await page.getByLabel(/How often mails about/).selectOption('daily')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await expect(page.getByLabel(/How often mails about/)).toHaveValue('daily')
  await expectAccessible(page)
  await page.getByRole('link', { name: /^Preview of/ }).click()
  await expect(page.locator('pre')).toContainText('Subject: [pinwatch]')
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

  test('many are judged from a list at once, and undoing puts back what was said before', async ({ page }) => {
    await page.goto('/tiny/sites?role=acquire&status=unconverted')
    await page.getByRole('button', { name: 'Judge …' }).click()
    await page.getByRole('radio', { name: /stays by design/ }).check()
    await page.getByLabel('Reason').fill('all of them')
    await page.getByRole('button', { name: 'Judge', exact: true }).click()
    await expect(page.getByText('stays by design: decided of 1 site.')).toBeVisible()
    await expect(acquireRow(page)).toContainText('stays')
    await page.goto('/tiny')
    await expect(page.getByText(/1 of them by a person’s word/)).toBeVisible()
    await page.goBack()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(acquireRow(page)).toContainText('blocked')
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
  const people = page.locator('#people')
  await expect(people.getByText('waits for folios')).toBeVisible()
  const site = page.url()
  tree.convert('tiny: pin user pages')
  await scan(page)
  await page.goto(site)
  // unfolded where nobody works on it any more
  await expect(people.getByText('3 claims that ended')).toBeVisible()
  await expect(people.getByText('done', { exact: true })).toHaveCount(2)
  await expect(people.getByText('tiny: pin user pages').first()).toBeVisible()
  await expectAccessible(page)
  expect(await receive('tiny@example.org', 'landed')).toMatch(/"tiny:\s+pin\s+user\s+pages"/)
})
