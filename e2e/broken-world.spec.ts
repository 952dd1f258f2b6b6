import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, expectAccessible, test } from './visit.ts'

// a browser reports the 503 itself
test.use({ expectedTrouble: [/503/] })

/** Processes that one has started; the second field behind the name in brackets is the parent. */
function listChildren(pid: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((child) => {
      try {
        return (
          Number(
            readFileSync(`/proc/${child}/stat`, 'latin1')
              .replace(/^.*\) /s, '')
              .split(' ')[1],
          ) === pid
        )
      } catch {
        return false
      }
    })
}

test('a database that is killed is a page that says so, and comes back by itself', async ({ page, request }) => {
  await page.goto('/demo')
  const home = process.env.PINWATCH_E2E_HOME ?? ''
  // first line of a server's lock file: its process
  const pid = Number(readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  // Stopped first, since the launcher restarts a dead one at once, and a page could be too late to miss it. Those that serve
  // a connection are ended: they would go on without it.
  process.kill(pid, 'SIGSTOP')
  for (const child of listChildren(pid)) process.kill(child, 'SIGTERM')
  try {
    const answer = await page.goto('/demo')
    expect(answer?.status()).toBe(503)
    expect(answer?.headers()['retry-after']).toMatch(/^\d+$/)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectAccessible(page)
    expect((await request.get('/api/trees/demo/sites')).status()).toBe(503)
    expect((await request.get('/api/ready')).status()).toBe(503)
    const live = await request.get('/api/health')
    expect(live.status()).toBe(200)
    expect(await live.json()).toEqual({ ok: true, database: 'away' })
  } finally {
    process.kill(pid, 'SIGCONT')
  }
  process.kill(pid, 'SIGKILL')
  await expect
    .poll(async () => (await request.get('/api/ready').catch(() => null))?.status(), { timeout: 60_000 })
    .toBe(200)
  const again = await page.goto('/demo')
  expect(again?.status()).toBe(200)
  await expect(page.getByText(/of acquires converted/)).toBeVisible()
})
