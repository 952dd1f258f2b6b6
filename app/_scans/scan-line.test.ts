import { expect, test } from 'vitest'
import type { ListedScan } from './queries/scan-columns.ts'
import { toScanLine } from './scan-line.ts'

const scan = {
  id: 7,
  treeName: 'linux',
  state: 'running',
  phase: 'reading',
  label: 'v6.1',
  revisionsDone: 1,
  revisionsAll: 4,
  progress: null,
  startedAt: new Date(0),
} as ListedScan

test('a line says how far a scan is, and how long the rest takes if it goes on so', () => {
  expect(toScanLine(scan, new Date(60_000))).toEqual({
    id: 7,
    href: '/scans/7',
    text: 'linux: Reading v6.1 · 1 of 4 revisions done · 25 % · about 3 min 0 s left',
    value: 0.25,
  })
})

test('nothing is foretold of what has hardly begun, or waits', () => {
  expect(toScanLine({ ...scan, revisionsDone: 0 }, new Date(60_000)).text).not.toContain('left')
  expect(toScanLine(scan, new Date(1000)).text).not.toContain('left')
  expect(toScanLine({ ...scan, state: 'queued' }, new Date(60_000))).toMatchObject({ text: 'linux: waits', value: 0 })
})
