import pc from 'picocolors'
import { expect, test } from 'vitest'
import type { Status } from '#scanner/model/site.ts'
import { formatSummary, type Summary } from './format-summary.ts'
import { sampleRow } from './sample-rows.ts'

const times = (count: number, status: Status) => Array.from({ length: count }, () => sampleRow({ status }))

const summarise = (fields: Partial<Summary> = {}): string =>
  formatSummary(
    {
      revision: 'v6.12',
      commit: 'adc218676eef25575469234709c2d87185ca223a',
      rows: [
        ...times(61, 'converted'),
        ...times(24, 'unconverted'),
        ...times(9, 'unknown'),
        ...times(17, 'exempt'),
        ...times(8, 'wrapper'),
        ...times(4, 'implementation'),
        sampleRow({ role: 'release', status: 'mismatched' }),
      ],
      coverage: {
        filesSearched: 53_201,
        filesRead: 1_180,
        skipped: { rust: 14, assembly: 1_200, size: 0 },
        problems: { 'unbalanced-brackets': 3 },
      },
      milliseconds: 31_234,
      notices: [],
      cached: null,
      ...fields,
    },
    { colors: pc.createColors(false) },
  )

test('the summary says what was found, how far it is, what was read and what was not', () => {
  expect(summarise()).toBe(
    [
      'Scanned v6.12 (adc218676eef) in 31.2 s',
      '           converted  mismatched  unconverted  unknown  exempt  not counted',
      '  acquire         61           0           24        9      17           12',
      '  release          0           1            0        0       0            0',
      'Progress: 64.8 %, 61 of 94 acquire sites; left out: 17 exempt, 8 wrapper, 4 implementation',
      'Files: 53,201 searched, 1,180 name an API and were read; skipped: assembly 1,200, rust 14',
      'Problems reading: unbalanced-brackets 3',
      '',
    ].join('\n'),
  )
})

test('what was known before is said in the first line', () => {
  expect(summarise({ cached: '1,100 of 1,180 files known', milliseconds: 640 })).toMatch(
    /^Scanned v6\.12 \(adc218676eef\) in 640 ms, 1,100 of 1,180 files known\n/,
  )
})

test('a revision that is the commit itself is named once', () => {
  expect(summarise({ revision: 'adc218676eef2557' })).toMatch(/^Scanned adc218676eef in /)
})

test('nothing to convert is no percentage', () => {
  expect(summarise({ rows: times(2, 'exempt') })).toContain(
    'Progress: no acquire sites to convert; left out: 2 exempt\n',
  )
})

test('releases do not count as progress', () => {
  const rows = [...times(1, 'unconverted'), sampleRow({ role: 'release', status: 'converted' })]
  expect(summarise({ rows })).toContain('Progress: 0 %, 0 of 1 acquire sites;')
})

test('no files skipped and no problems are said too', () => {
  const summary = summarise({ coverage: { filesSearched: 1, filesRead: 1, skipped: {}, problems: {} } })
  expect(summary).toContain('skipped: none\nProblems reading: none\n')
})

test('three notices fit, and of more the rest is a number: ten lines at most', () => {
  expect(summarise({ notices: ['A.', 'B.', 'C.'] })).toMatch(/Note: A\.\nNote: B\.\nNote: C\.\n$/)
  const crowded = summarise({ notices: ['A.', 'B.', 'C.', 'D.', 'E.'] })
  expect(crowded).toMatch(/Note: A\.\nNote: B\.\nNote: 3 more notes are not shown\.\n$/)
  expect(crowded.trimEnd().split('\n')).toHaveLength(10)
})
