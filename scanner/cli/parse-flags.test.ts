import { expect, test } from 'vitest'
import { parseCount, parseDate } from './parse-flags.ts'

test.each([
  ['2024-03-01', '2024-03-01T00:00:00.000Z'],
  ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ['2024-03-01T12:00Z', '2024-03-01T12:00:00.000Z'],
  ['2024-03-01T12:00:30+02:00', '2024-03-01T10:00:30.000Z'],
])('%s is a date', (text, iso) => {
  expect(parseDate(text).toISOString()).toBe(iso)
})

test.each([
  '',
  'yesterday',
  '2024',
  '2024-3-1',
  '2024-13-01',
  '2023-02-29',
  '01/02/2024',
  '2024-03-01T12:00',
  '2024-03-01x',
])('%j is none, and the message says how to write one', (text) => {
  expect(() => parseDate(text)).toThrow(/is no date. Write it as 2024-03-01/)
})

test.each(['', '0', '-1', '1.5', '1e3', 'all'])('%j is no count', (text) => {
  expect(() => parseCount(text)).toThrow(/no number of 1 or more/)
  expect(parseCount('500')).toBe(500)
  expect(() => parseCount('9999999999')).toThrow(/is more than 999999999/)
})
