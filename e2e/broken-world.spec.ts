import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, expectAccessible, test } from './visit.ts'

// a browser reports the 503 itself
test.use({ expectedTrouble: [/503/] })

test('a database that is killed is a page that says so, and comes back by itself', async ({ page, request }) => {
  await page.goto('/demo')
  const home = process.env.PINWATCH_E2E_HOME ?? ''
  // first line of a server's lock file: its process
  const pid = Number(readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  // stopped, not killed: the launcher restarts a dead one at once, and a page could be too late to miss it
  process.kill(pid, 'SIGSTOP')
  try {
    const answer = await page.goto('/demo')
    expect(answer?.status()).toBe(503)
    expect(answer?.headers()['retry-after']).toMatch(/^\d+$/)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectAccessible(page)
    expect((await request.get('/api/trees/demo/sites')).status()).toBe(503)
    expect((await request.get('/api/health')).status()).toBe(503)
  } finally {
    process.kill(pid, 'SIGCONT')
  }
  process.kill(pid, 'SIGKILL')
  await expect
    .poll(async () => (await request.get('/api/health').catch(() => null))?.status(), { timeout: 60_000 })
    .toBe(200)
  const again = await page.goto('/demo')
  expect(again?.status()).toBe(200)
  await expect(page.getByText(/of acquires converted/)).toBeVisible()
})
