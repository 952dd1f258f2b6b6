import { expect, test } from 'vitest'
import { emptyFilter, filterParams, parseSiteFilter, type SiteFilter, withoutFilter } from './site-filter.ts'

const parse = (query: string) => parseSiteFilter(new URLSearchParams(query))

const full: SiteFilter = {
  statuses: ['unconverted', 'mismatched'],
  role: 'acquire',
  family: 'pin',
  finding: 'longterm-missing',
  api: 'pin_user_pages',
  subsystem: 'MEMORY MANAGEMENT',
  maintainer: 'a+b@example.org',
  path: 'drivers/**/*.c',
  text: '50% & more',
  all: true,
}

test('a filter and its parameters say the same', () => {
  expect(parse(filterParams(full).toString())).toEqual({ filter: full, problems: [] })
  expect(parse('')).toEqual({ filter: emptyFilter, problems: [] })
  expect(filterParams(emptyFilter).toString()).toBe('')
})

test.each([
  ['several statuses', 'status=mismatched&status=unconverted', { statuses: ['unconverted', 'mismatched'] }],
  ['statuses with commas', 'status=mismatched,unconverted,', { statuses: ['unconverted', 'mismatched'] }],
  ['fields that were left empty', 'status=&role=&path=+&q=', {}],
  ['a call instead of a name', 'api=put_page()', { api: 'put_page' }],
  ['an address in capitals', 'maintainer=Old@Example.org', { maintainer: 'old@example.org' }],
  ['a directory with its slash', 'path=./drivers/media/', { path: 'drivers/media' }],
  ['the whole tree', 'path=.', {}],
] as const)('understands %s', (_what, query, expected) => {
  expect(parse(query)).toEqual({ filter: { ...emptyFilter, ...expected }, problems: [] })
})

test.each([
  ['status', 'status=done', '"done" is not one of'],
  ['role', 'role=both', '"both" is not one of acquire, release.'],
  ['family', 'family=grab', '"grab" is not one of'],
  ['finding', 'finding=gold', '"gold" is not one of'],
  ['api', 'api=kmalloc', '"kmalloc" is not a function of the catalogue.'],
  ['path', 'path=a[[:foo:]]', '[:foo:], which is no class'],
  ['path', 'path=[z-a]', 'ends before it begins'],
  ['path', `path=${'a'.repeat(201)}`, 'longer than 200'],
  ['q', 'q=%00', 'NUL'],
  ['subsystem', 'subsystem=a%00b', 'NUL'],
  ['all', 'all=maybe', '"maybe" is not one of 1, 0.'],
])('leaves a wrong %s out and tells it (%s)', (parameter, query, message) => {
  const { filter, problems } = parse(query)
  expect(filter).toEqual(emptyFilter)
  expect(problems).toEqual([{ parameter, message: expect.stringContaining(message) }])
})

test('what is wrong does not take with it what is right', () => {
  expect(parse('status=mismatched,nonsense&role=x&path=mm').filter).toEqual({
    ...emptyFilter,
    statuses: ['mismatched'],
    path: 'mm',
  })
})

test('a part of a filter can be taken away', () => {
  expect(withoutFilter(full, 'status', 'mismatched').statuses).toEqual(['unconverted'])
  expect(withoutFilter(full, 'status').statuses).toEqual([])
  expect(withoutFilter(full, 'q').text).toBeNull()
  expect(withoutFilter(full, 'all').all).toBe(false)
  expect(withoutFilter(full, 'path')).toEqual({ ...full, path: null })
})
