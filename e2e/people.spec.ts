import type { Page } from '@playwright/test'
import { makeSmallTree, type SmallTree } from './make-small-tree.ts'
import { linkIn, receiveMail } from './receive-mail.ts'
import { scanTree } from './scan-tree.ts'
import { expect, expectAccessible, test, wideView } from './visit.ts'

test.describe.configure({ mode: 'serial' })

let tree: SmallTree
test.beforeAll(() => {
  tree = makeSmallTree()
})
test.afterAll(() => tree.remove())

const acquireRow = (page: Page) => page.getByRole('row').filter({ hasText: 'get_user_pages_fast' })

test('a conversion is claimed, assigned, judged and noted', async ({ page }) => {
  await scanTree(page, tree)
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

  await page.getByRole('link', { name: 'Overview', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Start here' })).toContainText('claimed by Local owner')
})

test('what is unfolded and typed stays when another act is answered, and when its own is refused', async ({ page }) => {
  await page.goto('/tiny/sites?role=acquire&status=unconverted')
  await acquireRow(page).getByRole('link').first().click()
  const people = page.locator('#people')
  await people.getByText('Write a note').first().click()
  const note = people.getByLabel(/^Text/)
  await note.fill('half a thought')
  const priority = people.getByRole('combobox', { name: /^Priority/ })
  await priority.selectOption('high')
  await people.getByRole('button', { name: 'Set', exact: true }).click()
  await expect(page.getByRole('region', { name: 'What people did' })).toContainText('set its priority to high')
  await expect(priority).toHaveValue('high')
  await expect(note).toBeVisible()
  await expect(note).toHaveValue('half a thought')

  await people.getByText('Say it anew').click()
  await people.getByRole('radio', { name: /falls under/ }).check()
  await people.getByLabel('Reason').fill('typed before')
  await people.getByRole('button', { name: 'Decide' }).click()
  await expect(people.getByRole('alert')).toContainText('needs a case')
  await expect(people.getByRole('radio', { name: /falls under/ })).toBeChecked()
  await expect(people.getByLabel('Reason')).toHaveValue('typed before')
  await expect(note).toHaveValue('half a thought')

  // done, it is folded away, empty
  await people.getByRole('button', { name: 'Write', exact: true }).click()
  await expect(people.locator('.people-note').filter({ hasText: 'half a thought' })).toBeVisible()
  await expect(note).toBeHidden()
  await expect(note).toHaveValue('')
})

test('whoever has something assigned is told by mail, and answers without signing in', async ({ page }) => {
  const mail = await receiveMail('tiny@example.org', 'assigned to you')
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
    // whom MAINTAINERS names is offered
    await expect(page.locator('datalist option[value="tiny@example.org"]')).toBeAttached()
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

  test('what cannot be done is said at the form, which is unfolded and has what was typed', async ({ page }) => {
    await page.goto('/tiny/claim?site=ffffffffffffffff')
    await page.getByLabel('Note').fill('why I want it')
    await page.getByRole('button', { name: 'Claim', exact: true }).click()
    await expect(page.getByRole('alert')).toContainText('has no site')
    await expect(page.getByLabel('Note')).toHaveValue('why I want it')

    await page.goto('/tiny/sites?role=acquire&status=unconverted')
    await acquireRow(page).getByRole('link').first().click()
    const people = page.locator('#people')
    await people.getByText('Say it anew').click()
    await people.getByRole('radio', { name: /falls under/ }).check()
    await people.getByLabel('Reason').fill('typed before')
    await people.getByLabel('Why, at length').fill('and at length')
    await people.getByRole('button', { name: 'Decide' }).click()
    await expect(people.getByRole('alert')).toContainText('needs a case')
    await expect(people.getByRole('radio', { name: /falls under/ })).toBeChecked()
    await expect(people.getByLabel('Reason')).toHaveValue('typed before')
    await expect(people.getByLabel('Why, at length')).toHaveValue('and at length')
  })

  test('a token is shown once, unfolded', async ({ page }) => {
    await page.goto('/people/mine')
    await page.getByText('Make a token').first().click()
    await page.getByLabel('What it is for').fill('without a script')
    await page.getByRole('button', { name: 'Make a token' }).click()
    await expect(page.getByText('Keep it now')).toBeVisible()
    await page.getByRole('listitem').filter({ hasText: 'without a script' }).getByRole('button').click()
    await expect(page.getByText('None.')).toBeVisible()
  })
})

test('a scan that sees the conversion closes the claims', async ({ page }) => {
  await page.goto('/tiny/sites?role=acquire&status=unconverted')
  await acquireRow(page).getByRole('link').first().click()
  const people = page.locator('#people')
  await expect(people.getByText('waits for folios')).toBeVisible()
  const site = page.url()
  tree.convert('tiny: pin user pages')
  await scanTree(page, tree)
  await page.goto(site)
  // unfolded where nobody works on it any more
  await expect(people.getByText('3 claims that ended')).toBeVisible()
  await expect(people.getByText('done', { exact: true })).toHaveCount(2)
  await expect(people.getByText('tiny: pin user pages').first()).toBeVisible()
  await expectAccessible(page)
  expect(await receiveMail('tiny@example.org', 'landed')).toMatch(/"tiny:\s+pin\s+user\s+pages"/)
})

test('a site tells who did what, and a person what they did', async ({ page }) => {
  await page.goto('/tiny/sites?view=all&role=acquire')
  await page.getByRole('row').filter({ hasText: 'pin_user_pages_fast' }).getByRole('link').first().click()
  const did = page.getByRole('region', { name: 'What people did' })
  await expect(did).toContainText('saw it converted, which ends')
  await expect(did).toContainText('assigned it to Tiny Person')
  await expect(did).toContainText('decided: blocked, waits for folios')
  await did.getByRole('link', { name: 'Local owner' }).first().click()
  await expect(page).toHaveURL(/\/people\/owner@localhost$/)
  await expect(page.getByText('wrote a note').first()).toBeVisible()
  await expectAccessible(page)
  expect((await page.request.get('/people/nobody@example.org')).status()).toBe(404)
})

/** Nothing of a tree is ours: each of these would be a script, were it not text. */
const evil = {
  name: '<img src=x onerror=pwn()>',
  // git itself takes < and > out of names
  author: '" onmouseover="pwn()" x="',
  subject: '<script>pwn()</script> "><svg onload=pwn()>',
  note: '<img src=x onerror=pwn()> [link](javascript:pwn()) <a href="javascript:pwn()">x</a>',
} as const

test('what a tree, a commit or a person says is text wherever it is shown', async ({ page }) => {
  const wicked = makeSmallTree('wicked', { 'Tiny Person': evil.name, 'TINY DRIVER': `TINY ${evil.name}` }, evil.author)
  try {
    await scanTree(page, wicked)
    await page.goto('/wicked/sites?role=acquire&status=unconverted')
    await acquireRow(page).getByRole('link').first().click()
    const people = page.locator('#people')
    await people.getByLabel('Note', { exact: true }).fill(evil.note)
    const site = page.url()
    await people.getByRole('button', { name: 'Claim', exact: true }).click()
    // what is folded open before an act is answered folds again
    await expect(people.getByText('claimed', { exact: true })).toBeVisible()
    await people.getByText('Say something of it').click()
    await people.getByRole('radio', { name: /blocked/ }).check()
    await people.getByLabel('Reason').fill(evil.name)
    await people.getByLabel('Why, at length').fill(evil.note)
    await people.getByRole('button', { name: 'Decide' }).click()
    await expect(people.getByText('Say it anew')).toBeVisible()
    await people.getByText('Write a note').first().click()
    await people.getByLabel(/^Text/).fill(evil.note)
    await people.getByRole('button', { name: 'Write', exact: true }).click()
    await expect(people.getByText('No notes.')).toHaveCount(0)
    wicked.convert(evil.subject)
    await scanTree(page, wicked)
    const shown = [site, '/wicked', '/wicked/board', '/wicked/triage', '/wicked/subsystems', '/wicked/maintainers']
    for (const path of [...shown, '/wicked/events', '/people/owner@localhost', '/admin/audit', '/admin/trees']) {
      await page.goto(path)
      const marks =
        'img[src="x"], svg[onload], [onerror], [onmouseover], a[href^="javascript:"], script:not([src]):not([nonce])'
      await expect(page.locator(marks), path).toHaveCount(0)
    }
    await page.goto(site)
    await expect(page.getByText(evil.subject).first()).toBeVisible()
  } finally {
    wicked.remove()
  }
})

test('what is refused can be mended, and what is made stands in the list beside its form', async ({ page }) => {
  await page.goto('/admin/settings')
  const days = page.getByLabel(/Days until a claim/)
  // whatever the browser itself would hold back
  await page
    .locator('form:has([name="claim-days"])')
    .evaluate((form: HTMLFormElement) => form.setAttribute('novalidate', ''))
  await days.fill('3')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('alert').filter({ hasText: '7 days or more' })).toBeVisible()
  await expect(days).toHaveValue('3')

  await page.goto('/admin/webhooks')
  await page.getByText('Add a webhook').first().click()
  await page.getByLabel(/Address that is posted to/).fill('https://hooks.example.org/new')
  await page.getByRole('button', { name: 'Add a webhook' }).click()
  await expect(page.getByText('It is added.')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'https://hooks.example.org/new' })).toBeVisible()

  await page.goto('/people/mine')
  await page.getByText('Make a token').first().click()
  await page.getByLabel('What it is for').fill('a program')
  await page.getByRole('button', { name: 'Make a token' }).click()
  await expect(page.getByText('Keep it now')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'a program' })).toBeVisible()
  await page.goto('/admin/tokens')
  await page.getByRole('listitem').filter({ hasText: 'a program' }).getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('None.')).toBeVisible()
})

test('the pages of the administration are accessible', async ({ page }) => {
  await page.goto('/people/mine')
  await page.getByRole('link', { name: 'Administration' }).click()
  for (const name of ['Trees', 'Scans', 'People', 'Tokens', 'Mail', 'Webhooks', 'Settings', 'Doctor', 'Audit']) {
    await page.goto('/admin')
    await page.getByRole('link', { name, exact: true }).last().click()
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
    for (const summary of await page.locator('main details > summary').all()) await summary.click()
    await expectAccessible(page, wideView)
  }
})

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false })

  test('a server is looked after: trees are renamed, followed and removed, settings are kept', async ({ page }) => {
    await page.goto('/admin/settings')
    const days = page.getByLabel(/Days until a claim/)
    await days.fill('3')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('alert')).toContainText('7 days or more')
    await days.fill('45')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Saved.')).toBeVisible()
    await expect(days).toHaveValue('45')

    const card = page.getByRole('listitem').filter({ hasText: '/tiny' })
    await page.goto('/admin/trees')
    await card.getByText('What is scanned, and how often').click()
    await card.getByLabel(/Minutes between/).fill('1440')
    await card.getByRole('button', { name: 'Save' }).click()
    await expect(card).toContainText('every 1,440 minutes')
    await card.getByText('Rename').first().click()
    await card.getByLabel(/Address/).fill('tiny-driver')
    await card.getByRole('button', { name: 'Rename' }).click()
    await expect(card).toContainText('/tiny-driver')
    await page.goto('/tiny')
    await expect(page).toHaveURL(/\/tiny-driver/)

    await page.goto('/admin/trees')
    await card.getByText('Remove').first().click()
    await card.getByLabel(/Type/).fill('tiny')
    await card.getByRole('button', { name: 'Remove' }).click()
    await expect(page.getByRole('alert')).toContainText('Type tiny-driver to remove it')
    await page.goto('/admin/trees')
    await card.getByText('Remove').first().click()
    await card.getByLabel(/Type/).fill('tiny-driver')
    await card.getByRole('button', { name: 'Remove' }).click()
    await expect(card).toHaveCount(0)
    await page.goto('/admin/audit')
    for (const action of ['setting.changed', 'tree.follow-changed', 'tree.renamed', 'tree.removed'])
      await expect(page.getByText(action).first()).toBeVisible()
    const whole = await page.request.get(
      (await page.getByRole('link', { name: 'as a file' }).getAttribute('href')) ?? '',
    )
    const ids = (await whole.text())
      .trimEnd()
      .split('\n')
      .map((line) => Number(JSON.parse(line).id))
    expect(ids.length).toBeGreaterThan(4)
    expect(ids).toEqual([...ids].sort((a, b) => b - a))
  })
})
