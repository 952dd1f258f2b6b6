import { describe, expect, test } from 'vitest'
import { formatAge, formatCount, formatDay, formatDuration, formatPercent, formatTime } from './format.ts'

test('counts agree with their noun', () => {
  expect([0, 1, 1234].map((count) => formatCount(count, 'site'))).toEqual(['0 sites', '1 site', '1,234 sites'])
})

test.each([
  [0, 10, '0 %'],
  [1, 3, '33 %'],
  [1, 1000, '<1 %'],
  [999, 1000, '>99 %'],
  [10, 10, '100 %'],
  [0, 0, '–'],
])('%d of %d is %s', (part, whole, text) => {
  expect(formatPercent(part, whole)).toBe(text)
})

test('days are those of UTC, wherever the server stands', () => {
  expect(formatDay(new Date('2024-09-01T23:59:59Z'))).toBe('1 Sep 2024')
  expect(formatTime(new Date('2024-09-01T23:59:59Z'))).toBe('2024-09-01 23:59 UTC')
})

describe('ages', () => {
  const now = new Date('2026-01-01T00:00:00Z')
  const agoMs = (milliseconds: number) => formatAge(new Date(now.getTime() - milliseconds), now)
  const minute = 60_000
  const day = 1440 * minute
  test.each([
    [0, 'just now'],
    [-minute, 'just now'],
    [59_999, '59 seconds ago'],
    [minute, '1 minute ago'],
    [60 * minute, '1 hour ago'],
    [day - 1, '23 hours ago'],
    [day, '1 day ago'],
    [59 * day, '59 days ago'],
    [61 * day, '2 months ago'],
    [800 * day, '2 years ago'],
  ])('%d ms is %s', (milliseconds, text) => {
    expect(agoMs(milliseconds)).toBe(text)
  })
})

test.each([
  [400, '0.4 s'],
  [9_960, '10.0 s'],
  [12_300, '12 s'],
  [59_700, '1 min 0 s'],
  [200_000, '3 min 20 s'],
  [3_900_000, '1 h 5 min'],
])('%d ms takes %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text)
})
