import { expect, test } from 'vitest'
import { describePhase, describeRevisions, describeWish, progressOf } from './scan-words.ts'

const scan = (given: Partial<Parameters<typeof progressOf>[0]>) => ({
  revisionsDone: 0,
  revisionsAll: 4,
  phase: 'reading',
  progress: null,
  ...given,
})

test('nobody knows how much is done before the revisions are counted', () => {
  expect(progressOf(scan({ revisionsAll: null }))).toBeNull()
  expect(progressOf(scan({ revisionsAll: null, phase: 'cloning', progress: 0.4 }))).toBe(0.4)
})

test('progress never goes back while a revision is read and published', () => {
  const steps = [
    scan({}),
    scan({ progress: 0.5 }),
    scan({ progress: 1 }),
    scan({ phase: 'publishing' }),
    scan({ revisionsDone: 1, progress: 0 }),
    scan({ revisionsDone: 3, phase: 'publishing', progress: 1 }),
    scan({ revisionsDone: 4 }),
  ].map((step) => progressOf(step) ?? Number.NaN)
  expect(steps).toEqual([...steps].sort((a, b) => a - b))
  expect([steps[0], steps.at(-1)]).toEqual([0, 1])
})

test('a scan of nothing is done', () => {
  expect(progressOf(scan({ revisionsAll: 0 }))).toBe(1)
})

test('phases name their revision, and unknown ones stay as they are', () => {
  expect(describePhase({ phase: 'reading', label: 'v6.1' })).toBe('Reading v6.1')
  expect(describePhase({ phase: 'cloning', label: null })).toBe('Cloning the repository')
  expect(describePhase({ phase: 'polishing', label: null })).toBe('polishing')
  expect(describePhase({ phase: null, label: null })).toBe('Starting')
})

test('revisions are counted once they are known', () => {
  expect(describeRevisions(scan({ revisionsAll: null }))).toBeNull()
  expect(describeRevisions(scan({ revisionsDone: 0, revisionsAll: 1 }))).toBe('0 of 1 revision done')
})

test('long wishes are cut', () => {
  const revisions = Array.from({ length: 9 }, (_unused, index) => `v${index}`)
  const plain = { since: null, every: null }
  expect(describeWish({ ...plain, revisions, tags: [] })).toBe('v0, v1, v2, v3, v4, v5 and 3 more')
  expect(describeWish({ ...plain, revisions: ['HEAD'], tags: ['*', 'v6.*'] })).toBe('HEAD, all tags, tags v6.*')
  const back = { since: new Date('2024-03-01'), every: 500 }
  expect(describeWish({ ...back, revisions: ['HEAD'], tags: [] })).toBe('HEAD, every 500 commits, since 2024-03-01')
  expect(describeWish({ ...plain, revisions: [], tags: [] })).toBe('what is known, judged anew')
})
