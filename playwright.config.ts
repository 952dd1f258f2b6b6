import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig, devices } from '@playwright/test'
import { chromiumArguments, findChromium } from './e2e/find-chromium.ts'
import { mailPort } from './e2e/mail-place.ts'
import { webhookSecret } from './e2e/webhook-secret.ts'

const chromium = await findChromium()
const port = process.env.E2E_PORT ?? '3417'
/** Folder for results that a program reads. */
const results = process.env.PINWATCH_RESULTS

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
  workers: 1,
  reporter: results === undefined ? 'list' : [['list'], ['json', { outputFile: join(results, 'playwright.json') }]],
  forbidOnly: Boolean(process.env.CI),
  // a production server on two cores beside a scan
  timeout: 300_000,
  expect: { timeout: 15_000 },
  globalSetup: './e2e/keep-mails.ts',
  globalTeardown: './e2e/remove-home.ts',
  use: { ...desktop, baseURL: `http://127.0.0.1:${port}`, video: 'off', trace: 'retain-on-failure' },
  projects: [
    { name: 'newcomer', testMatch: 'newcomer.spec.ts' },
    // on the demo that the newcomer has loaded
    { name: 'demo', testMatch: 'demo/**/*.spec.ts', dependencies: ['newcomer'] },
    { name: 'kernel', testMatch: 'kernel.spec.ts', dependencies: ['newcomer'] },
    // trees of their own
    { name: 'people', testMatch: /(?:people|signed-in|checks)\.spec\.ts$/, dependencies: ['newcomer'] },
    { name: 'fuzz', testMatch: 'fuzz/fuzz.spec.ts', dependencies: ['newcomer'] },
    // takes the database away: after everything else
    { name: 'broken', testMatch: 'broken-world.spec.ts', dependencies: ['demo', 'kernel', 'people', 'fuzz'] },
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
