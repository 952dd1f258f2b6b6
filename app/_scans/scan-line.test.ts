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
  filesDone: null,
  filesAll: null,
  filesPerSecond: null,
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

test('while files are read it says how many, and how fast', () => {
  const files = { filesDone: 12_300, filesAll: 51_700, filesPerSecond: 9400.4 }
  expect(toScanLine({ ...scan, ...files }, new Date(1000)).text).toBe(
    'linux: Reading v6.1 · 1 of 4 revisions done · 12,300 of 51,700 files, 9,400 a second · 25 %',
  )
  expect(toScanLine({ ...scan, ...files, phase: 'publishing' }, new Date(1000)).text).not.toContain('files')
})

test('nothing is foretold of what has hardly begun, or waits', () => {
  expect(toScanLine({ ...scan, revisionsDone: 0 }, new Date(60_000)).text).not.toContain('left')
  expect(toScanLine(scan, new Date(1000)).text).not.toContain('left')
  expect(toScanLine({ ...scan, state: 'queued' }, new Date(60_000))).toMatchObject({ text: 'linux: waits', value: 0 })
})
