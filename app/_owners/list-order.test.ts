import { expect, test } from 'vitest'
import { formatListOrder, parseListOrder, sortList } from './list-order.ts'

const columns = ['title', 'remaining'] as const
const fallback = { column: 'remaining', descending: true } as const
const parse = (query: string) => parseListOrder(new URLSearchParams(query), columns, fallback)

test('an order and its parameter say the same', () => {
  for (const column of columns) {
    for (const descending of [true, false]) {
      const value = formatListOrder({ column, descending }, fallback)
      expect(parse(value === null ? '' : `sort=${value}`)).toEqual({ order: { column, descending }, problem: null })
    }
  }
})

test('a column that is not there is told', () => {
  expect(parse('sort=-nonsense')).toEqual({ order: fallback, problem: 'The list can be sorted by title, remaining.' })
})

test('what is equal stays as it was, either way', () => {
  const items = ['b1', 'a1', 'b2', 'a2']
  const first = (item: string) => item.slice(0, 1)
  expect(sortList(items, false, first)).toEqual(['a1', 'a2', 'b1', 'b2'])
  expect(sortList(items, true, first)).toEqual(['b1', 'b2', 'a1', 'a2'])
})
