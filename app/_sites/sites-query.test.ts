import { expect, test } from 'vitest'
import { emptyFilter, filterOf } from '#app/_data/site-filter.ts'
import { defaultOrder } from './site-order.ts'
import { parseSitesQuery, type SitesQuery, sitesParams } from './sites-query.ts'

const parse = (query: string) => parseSitesQuery(new URLSearchParams(query))

test('a list and its address say the same', () => {
  const query: SitesQuery = {
    filter: filterOf({ status: ['unknown'], path: 'fs/*' }),
    order: { sort: 'status', descending: true },
    cursor: { side: 'before', place: { first: 2, path: 'fs/a b.c', line: 1, column: 2, key: '0011223344556677' } },
  }
  expect(parse(sitesParams(query).toString())).toEqual({ query, problems: [] })
})

test('the plain list has a plain address', () => {
  const query = { filter: emptyFilter, order: defaultOrder, cursor: null }
  expect(sitesParams(query).toString()).toBe('')
  expect(parse('')).toEqual({ query, problems: [] })
})

test('nonsense is the first page by path, and is told', () => {
  const { query, problems } = parse('sort=up&after=%00&status=x')
  expect(query).toEqual({ filter: emptyFilter, order: defaultOrder, cursor: null })
  expect(problems.map(({ parameter }) => parameter)).toEqual(['status', 'sort', 'page'])
})
