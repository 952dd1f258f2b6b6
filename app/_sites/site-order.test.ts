import { expect, test } from 'vitest'
import { formatCursor, formatOrder, parseCursor, parseOrder, siteSorts } from './site-order.ts'

const place = { first: '', path: 'drivers/ä\u2028.c', line: 7, column: 3, key: '0011223344556677' }

test('an order is a column, with - for the other way round', () => {
  for (const sort of siteSorts) {
    expect(parseOrder(sort)).toEqual({ sort, descending: false })
    expect(parseOrder(`-${sort}`)).toEqual({ sort, descending: true })
    expect(formatOrder({ sort, descending: true })).toBe(`-${sort}`)
  }
  for (const wrong of ['', '-', 'PATH', '--path', 'line', 'path ']) expect(parseOrder(wrong)).toBeNull()
})

test('a cursor is read back, and fits into an address as it is', () => {
  expect(parseCursor('path', formatCursor('path', place))).toEqual(place)
  expect(parseCursor('status', formatCursor('status', { ...place, first: 2 }))).toEqual({ ...place, first: 2 })
  expect(formatCursor('path', place)).toMatch(/^[\w-]+$/)
})

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

test.each([
  ['nothing', ''],
  ['text', 'nonsense'],
  ['no JSON', Buffer.from('{').toString('base64url')],
  ['no list', encoded({ path: 'a' })],
  ['a list that is too short', encoded(['path', '', 'a.c', 1, 1])],
  ['a line that is a text', encoded(['path', '', 'a.c', '1', 1, 'k'])],
  ['a line that no integer of the database holds', encoded(['path', '', 'a.c', 3_000_000_000, 1, 'k'])],
  ['a broken line', encoded(['path', '', 'a.c', 1.5, 1, 'k'])],
  ['a NUL, which the database refuses', encoded(['path', '', 'a\0.c', 1, 1, 'k'])],
  ['a rank where a text belongs', encoded(['path', 3, 'a.c', 1, 1, 'k'])],
  ['a cursor of another order', formatCursor('api', place)],
  ['something endless', 'a'.repeat(5000)],
])('%s is no cursor', (_what, value) => {
  expect(parseCursor('path', value)).toBeNull()
})

test('the order by status goes by rank', () => {
  expect(parseCursor('status', formatCursor('status', place))).toBeNull()
})
