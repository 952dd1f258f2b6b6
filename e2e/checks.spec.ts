import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { APIRequestContext } from '@playwright/test'
import { composeWebhook } from '../scanner/testing/github/compose-webhook.ts'
import { makeSmallTree, type SmallTree } from './make-small-tree.ts'
import { scanTree } from './scan-tree.ts'
import { expect, expectAccessible, test } from './visit.ts'
import { webhookSecret } from './webhook-secret.ts'

test.describe.configure({ mode: 'serial' })

const repository = { full_name: 'example/gated', default_branch: 'master' }
let tree: SmallTree
let converted: string
let reverted: string
test.beforeAll(() => {
  tree = makeSmallTree('gated')
})
test.afterAll(() => tree.remove())

/** Tells of a push as GitHub does. */
async function push(request: APIRequestContext, before: string, after: string, branch: string): Promise<void> {
  const payload = { ref: `refs/heads/${branch}`, before, after, repository }
  const hook = composeWebhook({ webhook: 'push', event: 'push', payload, secret: webhookSecret })
  const answer = await request.post('/api/github/webhook', {
    headers: Object.fromEntries(hook.headers),
    data: Buffer.from(await hook.arrayBuffer()),
  })
  expect(answer.status()).toBe(202)
}

test('what a push makes worse is told on a page, and who has converted is thanked', async ({ page, request }) => {
  await scanTree(page, tree)
  execFileSync(
    process.execPath,
    [
      join(import.meta.dirname, '..', 'scanner', 'pinwatch.mjs'),
      ...['trees', 'set', 'gated', '--github', repository.full_name],
    ],
    { env: { ...process.env, PINWATCH_HOME: process.env.PINWATCH_E2E_HOME } },
  )
  await page.goto('/gated/checks')
  await expect(page.getByText('Nothing was checked yet.')).toBeVisible()
  await expectAccessible(page)

  const base = execFileSync('git', ['-C', tree.directory, 'rev-parse', 'HEAD'], { encoding: 'utf8' }).trim()
  converted = tree.convert('tiny: pin pages')
  reverted = tree.revert('tiny: take them the old way again')
  await push(request, base, converted, 'topic/pin')
  await push(request, converted, reverted, 'topic/back')
  await page.reload()
  await expect(page.getByRole('row', { name: /topic\/back.*fail, 1 error/ })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('row', { name: /topic\/pin.*pass, 1 site converted/ })).toBeVisible()
  await expectAccessible(page)

  await page
    .getByRole('row', { name: /topic\/back/ })
    .getByRole('link')
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('fail, 1 error')
  const finding = page.getByRole('listitem').filter({ hasText: 'new-unconverted' })
  await expect(finding).toContainText('drivers/tiny/tiny.c')
  await expect(finding).toContainText('tiny: take them the old way again')
  await expect(finding).toContainText('pin_user_pages_fast')
  await expectAccessible(page)
})

test('a branch has its own list and a badge', async ({ page, request }) => {
  await page.goto('/gated/checks')
  await page
    .getByRole('row', { name: /topic\/pin/ })
    .getByRole('link', { name: 'topic/pin' })
    .click()
  await expect(page.getByRole('heading', { level: 1, name: 'Checks of topic/pin' })).toBeVisible()
  await expect(page.getByRole('row', { name: /topic\/back/ })).toHaveCount(0)
  const badge = await request.get('/gated/checks/badge.svg?branch=topic/back')
  expect(badge.headers()['content-type']).toContain('image/svg+xml')
  expect(await badge.text()).toContain('gup check topic/back: 1 error')
})

test('a push with a forged signature is not believed', async ({ request }) => {
  const payload = { ref: 'refs/heads/forged', before: converted, after: reverted, repository }
  const hook = composeWebhook({ webhook: 'push', event: 'push', payload, secret: 'what somebody guesses' })
  const answer = await request.post('/api/github/webhook', {
    headers: Object.fromEntries(hook.headers),
    data: Buffer.from(await hook.arrayBuffer()),
  })
  expect(answer.status()).toBe(401)
})
