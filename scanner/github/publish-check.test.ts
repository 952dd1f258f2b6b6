import { generateKeyPairSync } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sampleRow } from '#scanner/cli/format/sample-rows.ts'
import type { CheckDocument, DocumentFinding } from '#scanner/model/check-document.ts'
import { type FakeGithub, openFakeGithub } from '#scanner/testing/github/open-fake-github.ts'
import { hastenTimers } from '#scanner/testing/hasten-timers.ts'
import { openGithub } from './open-github.ts'
import { publishCheck } from './publish-check.ts'

const repository = { owner: 'o', repo: 'r' }
const commit = '1'.repeat(40)

let fake: FakeGithub
let stopHurry: () => void
beforeAll(async () => {
  fake = await openFakeGithub({
    all: { login: 'bot', permissions: null },
    none: { login: 'bot', permissions: ['issues=write'] },
  })
})
afterAll(() => fake.close())
afterEach(() => stopHurry())
beforeEach(() => {
  stopHurry = hastenTimers()
  fake.reset()
})

const finding = (line: number): DocumentFinding => ({
  kind: 'new-unconverted',
  severity: 'error',
  site: sampleRow({ line }),
  other: null,
  commit: { oid: commit, subject: 'take pages' },
  mendedBy: null,
  message: `call at ${line}`,
})

const checkedOf = (count: number, verdict: 'pass' | 'fail' = 'fail'): CheckDocument => ({
  v: 1,
  base: { revision: 'v1', commit: '0'.repeat(40) },
  head: { revision: 'HEAD', commit },
  verdict,
  findings: Array.from({ length: count }, (_, index) => finding(index + 1)),
  improved: [],
  coverage: { filesSearched: 0, filesRead: 0, skipped: {}, problems: {} },
})

interface Publishing {
  readonly count: number
  readonly verdict?: 'pass' | 'fail'
  readonly detailsUrl?: string
}

async function publish({ count, verdict, detailsUrl }: Publishing, token = 'all'): Promise<string> {
  const github = await openGithub({ apiUrl: fake.url, credentials: { kind: 'token', token } }, repository, {
    userAgent: 'test',
    onWait: () => {},
  })
  return publishCheck(github, repository, { checked: checkedOf(count, verdict), detailsUrl: detailsUrl ?? null })
}

test.each([
  [0, 2],
  [1, 3],
  [50, 3],
  [51, 4],
  [120, 5],
])('%i findings are all annotated, by %i requests', async (count, requests) => {
  await publish({ count })
  expect(fake.problems).toEqual([])
  expect(fake.requests).toHaveLength(requests)
  const [run] = fake.state.checkRuns
  expect(run).toMatchObject({ name: 'pinwatch', head_sha: commit, status: 'completed', conclusion: 'failure' })
  expect(run?.annotations.map((one) => (one as { start_line: number }).start_line)).toEqual(
    Array.from({ length: count }, (_, index) => index + 1),
  )
})

test('a pass says so, with the page to look at', async () => {
  await publish({ count: 0, verdict: 'pass', detailsUrl: 'https://pinwatch.test/linux' })
  expect(fake.state.checkRuns).toMatchObject([
    { conclusion: 'success', title: 'No new unconverted site', details_url: 'https://pinwatch.test/linux' },
  ])
})

test.each(['before', 'after'] as const)(
  'an answer cut %s it was done makes nothing twice, at whatever step',
  async (when) => {
    for (let step = 0; step < 5; step++) {
      fake.reset()
      fake.meddle = (request) => (request === step ? { kind: 'cut', when } : null)
      await publish({ count: 120 })
      expect(fake.problems).toEqual([])
      expect(fake.state.checkRuns).toMatchObject([{ status: 'completed', conclusion: 'failure' }])
      expect(fake.state.checkRuns[0]?.annotations.map((one) => (one as { start_line: number }).start_line)).toEqual(
        Array.from({ length: 120 }, (_, index) => index + 1),
      )
    }
  },
)

test('cut off between two pieces it does not look finished', async () => {
  fake.meddle = (request) => (request >= 2 ? { kind: 'cut', when: 'before' } : null)
  await expect(publish({ count: 120 })).rejects.toThrow(/the check run was not written: no answer/)
  expect(fake.state.checkRuns).toMatchObject([{ status: 'in_progress', conclusion: null }])
})

test('a token without the right is told its name', async () => {
  await expect(publish({ count: 1 }, 'none')).rejects.toThrow(/the token lacks the permission "Checks: write"/)
})

describe('as an App', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const open = () =>
    openGithub(
      {
        apiUrl: fake.url,
        credentials: {
          kind: 'app',
          appId: '1',
          privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
        },
      },
      repository,
      { userAgent: 'test', onWait: () => {} },
    )

  test('that is installed there it is written as its installation', async () => {
    fake.state.appKey = publicKey
    await publishCheck(await open(), repository, { checked: checkedOf(1), detailsUrl: null })
    expect(fake.problems).toEqual([])
    expect(fake.state.checkRuns).toMatchObject([{ conclusion: 'failure' }])
    expect(fake.requests).toContain('POST /app/installations/7/access_tokens')
  })

  test('with the key of another it is refused', async () => {
    fake.state.appKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey
    await expect(open()).rejects.toThrow(/the installation of the App was not found: the token is wrong or has expired/)
  })
})
