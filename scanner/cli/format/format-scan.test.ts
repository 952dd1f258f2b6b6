import { expect, test } from 'vitest'
import { formatScan, type ScanStatus } from './format-scan.ts'
import { formatScanned } from './format-scanned.ts'

const status: ScanStatus = {
  slug: 'linux',
  phase: 'reading',
  label: 'v6.12',
  revisionsDone: 0,
  revisionsAll: 1,
  progress: 0.5,
}

test.each([
  [{}, 'linux: reading v6.12', 0.4],
  [{ phase: 'publishing', progress: null }, 'linux: publishing v6.12', 0.8],
  [{ revisionsDone: 2, revisionsAll: 4 }, 'linux: reading v6.12, 3 of 4', 0.6],
  [{ revisionsDone: 4, revisionsAll: 4, progress: null }, 'linux: reading v6.12, 4 of 4', 1],
  [{ phase: null, label: null }, 'linux: waits for its turn', null],
  [{ label: null, revisionsAll: null }, 'linux: looking for revisions', null],
  [{ phase: 'cloning', progress: 0.35 }, 'linux: cloning', 0.35],
  [{ phase: 'cloning', line: 'Receiving objects:  50% (1/2)' }, 'linux: Receiving objects:  50% (1/2)', null],
] as const)('%j', (change, text, part) => {
  const formatted = formatScan({ ...status, ...change })
  expect(formatted.text).toBe(text)
  if (part === null) expect(formatted.part).toBeNull()
  else expect(formatted.part).toBeCloseTo(part)
})

const done = { slug: 'linux', state: 'done', error: null }

test('what came out is told with its address', () => {
  const acquires = new Map([
    ['converted', 30],
    ['unconverted', 9],
    ['unknown', 1],
    ['exempt', 100],
  ])
  expect(formatScanned(done, { label: 'v6.12', revisions: 2, acquires }, 'http://localhost/linux')).toBe(
    'linux: v6.12 (2 revisions), 75.0 % of 40 acquire sites converted → http://localhost/linux',
  )
  expect(formatScanned(done, { label: 'v6.12', revisions: 1, acquires: new Map() }, null)).toBe(
    'linux: v6.12, no acquire sites',
  )
})

test('a scan that failed says why, and no name of a tree moves the cursor', () => {
  expect(formatScanned({ slug: 'linux', state: 'failed', error: 'no \x1b[2J tag' }, null, 'http://x')).toBe(
    'linux: failed: no \\u001b[2J tag',
  )
})
