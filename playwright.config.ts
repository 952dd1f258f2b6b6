import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig, devices } from '@playwright/test'
import { z } from 'zod'
import { chromiumArguments, findChromium } from './e2e/find-chromium.ts'
import { mailPort } from './e2e/mail-place.ts'
import { webhookSecret } from './e2e/webhook-secret.ts'

const chromium = await findChromium()
const port = process.env.E2E_PORT ?? '3417'
/** Folder for results that a program reads. */
const results = process.env.PINWATCH_RESULTS

/** What is visited: each feature once, as `npm test` does; `kernel`, a real one; `all` of it, every page in every view. */
const pages = z.enum(['features', 'kernel', 'all']).parse(process.env.PINWATCH_PAGES ?? 'features')
const withKernel = pages !== 'features'

/** A home of its own, so that the first test is a newcomer. Its processes get the name through the environment. */
function makeHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'pinwatch-e2e-'))
  // the database may have to run as another user
  chmodSync(home, 0o755)
  process.env.PINWATCH_E2E_HOME = home
  return home
}
const home = process.env.PINWATCH_E2E_HOME ?? makeHome()

const desktop = {
  ...devices['Desktop Chrome'],
  launchOptions: {
    executablePath: chromium.executablePath,
    args: chromiumArguments,
    env: { ...process.env, ...chromium.env } as Record<string, string>,
  },
}

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  reporter: [
    ['./scanner/testing/phases/page-progress.ts'],
    ...(results === undefined ? [] : [['json', { outputFile: join(results, 'playwright.json') }] as const]),
  ],
  forbidOnly: Boolean(process.env.CI),
  // a file is a worker's: files are each of pages that only read, or have trees of their own. One alone leaves half of two processors idle.
  workers: 2,
  // a production server on two cores beside a scan and whatever else the machine does
  timeout: 600_000,
  expect: { timeout: 45_000 },
  globalSetup: './e2e/keep-mails.ts',
  globalTeardown: './e2e/remove-home.ts',
  use: { ...desktop, baseURL: `http://127.0.0.1:${port}`, video: 'off', trace: 'off' },
  projects: [
    { name: 'newcomer', testMatch: 'newcomer.spec.ts' },
    // on the demo that the newcomer has loaded
    { name: 'demo', testMatch: 'demo/**/*.spec.ts', dependencies: ['newcomer'] },
    ...(withKernel ? [{ name: 'kernel', testMatch: 'kernel.spec.ts', dependencies: ['newcomer'] }] : []),
    // trees of their own
    { name: 'people', testMatch: /(?:people|signed-in|checks)\.spec\.ts$/, dependencies: ['newcomer'] },
    // writes into every tree there is: after those who look at theirs
    { name: 'fuzz', testMatch: 'fuzz/fuzz.spec.ts', dependencies: ['demo', 'people'] },
    // takes the database away: after everything else
    { name: 'broken', testMatch: 'broken-world.spec.ts', dependencies: ['fuzz', ...(withKernel ? ['kernel'] : [])] },
  ],
  webServer: {
    command: 'node scanner/pinwatch.mjs start',
    env: {
      PINWATCH_HOME: home,
      PORT: port,
      HOST: '127.0.0.1',
      DATABASE_URL: '',
      PINWATCH_URL: `http://127.0.0.1:${port}`,
      SMTP_URL: `smtp://127.0.0.1:${mailPort()}`,
      MAIL_FROM: 'pinwatch@example.org',
      GITHUB_WEBHOOK_SECRET: webhookSecret,
    },
    url: `http://127.0.0.1:${port}/api/health`,
    timeout: 900_000,
    reuseExistingServer: false,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
  },
})
