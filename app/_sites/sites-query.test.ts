import { expect, test } from 'vitest'
import { filterOf } from '#app/_data/site-filter.ts'
import {
  emptySitesQuery,
  isBare,
  listStrangers,
  parseSitesQuery,
  remainingQuery,
  type SitesQuery,
  shortSitesParams,
  sitesParams,
} from './sites-query.ts'

const parse = (query: string) => parseSitesQuery(new URLSearchParams(query))

test('a list and its address say the same', () => {
  const query: SitesQuery = {
    filter: filterOf({ status: 'unknown', path: 'fs/*' }),
    order: { sort: 'status', descending: true },
    group: null,
    columns: ['api', 'class'],
    cursor: { side: 'before', place: { first: 2, path: 'fs/a b.c', line: 1, column: 2, key: '0011223344556677' } },
  }
  expect(parse(sitesParams(query).toString())).toEqual({ query, problems: [] })
})

test('a list that is parted is sorted by its parts', () => {
  const order = { sort: 'subsystem', descending: false } as const
  const query: SitesQuery = { ...remainingQuery, group: 'subsystem', order }
  expect(parse(sitesParams(query).toString())).toEqual({ query, problems: [] })
  expect(parse('group=subsystem&sort=-api').query.order).toEqual(order)
})

test('everything has an address of its own, a bare one opens what remains', () => {
  expect(sitesParams(emptySitesQuery).toString()).toBe('view=all')
  expect(parse('view=all')).toEqual({ query: emptySitesQuery, problems: [] })
  expect(isBare(new URLSearchParams('rev=v6.1'))).toBe(true)
  expect(isBare(sitesParams(emptySitesQuery))).toBe(false)
  expect(isBare(sitesParams(remainingQuery))).toBe(false)
})

test('a parameter that no list has is told, and wishes for nothing', () => {
  const strange = new URLSearchParams('statuss=unconverted&rev=v6.1&batch=1')
  expect(isBare(strange)).toBe(true)
  expect(listStrangers(strange).map(({ parameter }) => parameter)).toEqual(['statuss'])
  const known = sitesParams({ ...remainingQuery, columns: ['class'], group: 'dir' })
  expect(listStrangers(known)).toEqual([])
})

test('nonsense is the first page by path, and is told', () => {
  const { query, problems } = parse('sort=up&after=%00&status=x&group=taste&column=smell')
  expect(query).toEqual(emptySitesQuery)
  expect(problems.map(({ parameter }) => parameter)).toEqual(['status', 'group', 'sort', 'column', 'page'])
})

test('what a list opens with is said in few signs, and read as what it is', () => {
  const short = shortSitesParams(remainingQuery)
  expect(short.toString()).toBe('view=left')
  expect(parseSitesQuery(short)).toEqual({ query: remainingQuery, problems: [] })
  expect(shortSitesParams(emptySitesQuery).toString()).toBe('view=all')
})
