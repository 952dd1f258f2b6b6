import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { sampleRow } from '#scanner/cli/format/sample-rows.ts'
import type { CheckDocument, DocumentFinding } from '#scanner/model/check-document.ts'
import { type FakeGithub, openFakeGithub } from '#scanner/testing/github/open-fake-github.ts'
import { hastenTimers } from '#scanner/testing/hasten-timers.ts'
import { openGithub } from './open-github.ts'
import { publishReview } from './publish-review.ts'

const repository = { owner: 'o', repo: 'r' }
const head = '1'.repeat(40)

let fake: FakeGithub
let stopHurry: () => void
beforeAll(async () => {
  fake = await openFakeGithub({
    all: { login: 'bot', permissions: null },
    checks: { login: 'bot', permissions: ['checks=write', 'pull_requests=read'] },
  })
})
afterAll(() => fake.close())
beforeEach(() => {
  stopHurry = hastenTimers()
  fake.reset()
})
afterEach(() => stopHurry())

const finding = (line: number, severity: DocumentFinding['severity'] = 'error'): DocumentFinding => ({
  kind: 'new-unconverted',
  severity,
  site: sampleRow({ line }),
  other: null,
  commit: null,
  mendedBy: null,
  message: `call at ${line} by @someone`,
})

async function review(findings: readonly DocumentFinding[], token = 'all'): Promise<void> {
  const checked: CheckDocument = {
    v: 1,
    base: { revision: 'v1', commit: '0'.repeat(40) },
    head: { revision: 'HEAD', commit: head },
    verdict: 'fail',
    findings,
    improved: [],
    coverage: { filesSearched: 0, filesRead: 0, skipped: {}, problems: {} },
  }
  const github = await openGithub({ apiUrl: fake.url, credentials: { kind: 'token', token } }, repository, {
    userAgent: 'test',
    onWait: () => {},
  })
  const isChanged = ({ site }: DocumentFinding) => site.line < 10
  await publishReview(github, repository, { pull: 7, checked, mark: 'pinwatch-check-1', isChanged, detailsUrl: null })
}

test('lines that change are commented, others are listed, notes are left out', async () => {
  await review([finding(3), finding(20), finding(4, 'warning'), finding(5, 'note')])
  expect(fake.problems).toEqual([])
  expect(fake.state.reviews).toMatchObject([
    {
      pull: 7,
      commit: head,
      comments: [
        { line: 3, side: 'RIGHT', body: 'call at 3 by ?someone' },
        { line: 4, side: 'RIGHT' },
      ],
    },
  ])
  expect(fake.state.reviews[0]?.body).toMatch(
    /3 findings[\s\S]*On lines that this does not change:\n- `[^`]+:20` call at 20/,
  )
})

test('where nothing is wrong nothing is said', async () => {
  await review([finding(5, 'note')])
  expect(fake.requests).toEqual([])
})

test.each(['before', 'after'] as const)('asked for again, or cut %s it was done, it is one', async (when) => {
  for (let step = 0; step < 3; step++) {
    fake.reset()
    fake.meddle = (request) => (request === step ? { kind: 'cut', when } : null)
    await review([finding(3)])
    await review([finding(3)])
    expect(fake.state.reviews).toHaveLength(1)
  }
})

test('the permission that is missing is named', async () => {
  await expect(review([finding(3)], 'checks')).rejects.toThrow(/lacks the permission "Pull requests: write"/)
})
