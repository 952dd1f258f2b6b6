import { expect, test } from 'vitest'
import {
  chosenValues,
  emptyFilter,
  filterOf,
  filterParams,
  parseSiteFilter,
  withChoice,
  withoutChoice,
  withoutParameters,
} from './site-filter.ts'

const parse = (query: string) => parseSiteFilter(new URLSearchParams(query))

const full = filterOf({
  status: ['unconverted', 'mismatched'],
  role: 'acquire',
  family: ['pin', '-get'],
  finding: 'longterm-missing',
  api: 'pin_user_pages',
  class: 'bvec',
  subsystem: 'NETWORKING, GENERAL',
  maintainer: 'a+b@example.org',
  path: 'drivers/**/*.c',
  dir: '-drivers/staging',
  reason: 'legacy-acquire',
  grade: 'none',
  target: 'pin_user_pages_fast',
  appeared: 'v6.12',
  age: '>30',
  q: '50% & more',
  all: true,
})

test('a filter and its parameters say the same', () => {
  expect(parse(filterParams(full).toString())).toEqual({ filter: full, problems: [] })
  expect(full.choices).toHaveLength(18)
  expect(parse('')).toEqual({ filter: emptyFilter, problems: [] })
  expect(filterParams(emptyFilter).toString()).toBe('')
})

test.each([
  ['several statuses', 'status=mismatched&status=unconverted', { status: ['unconverted', 'mismatched'] }],
  ['statuses with commas', 'status=mismatched,unconverted,', { status: ['mismatched', 'unconverted'] }],
  ['one thing said twice', 'role=release&role=release', { role: 'release' }],
  ['what is excluded', 'status=-converted,-exempt&dir=-mm', { status: ['-converted', '-exempt'], dir: '-mm' }],
  ['fields that were left empty', 'status=&role=&path=+&q=&dir=-', {}],
  ['a call instead of a name', 'api=put_page()', { api: 'put_page' }],
  ['an address in capitals', 'maintainer=Old@Example.org', { maintainer: 'old@example.org' }],
  ['a directory with its slash', 'path=./drivers/media/', { path: 'drivers/media' }],
  ['the whole tree', 'path=.&dir=/', {}],
  ['a title with a comma', 'subsystem=A, B', { subsystem: 'A, B' }],
  ['ages', 'age=<90&age=400 days', { age: ['<90', '>400'] }],
] as const)('understands %s', (_what, query, expected) => {
  expect(parse(query)).toEqual({ filter: filterOf(expected), problems: [] })
})

test.each([
  ['status', 'status=done', '"done" is not one of'],
  ['role', 'role=both', '"both" is not one of acquire, release.'],
  ['family', 'family=grab', '"grab" is not one of'],
  ['finding', 'finding=gold', '"gold" is not one of'],
  ['class', 'class=-first', '"first" is not one of'],
  ['grade', 'grade=A', '"A" is not one of certain, likely, possible, none.'],
  ['api', 'api=kmalloc', '"kmalloc" is not a function of the catalogue.'],
  ['path', 'path=a(b%2B)%2B', 'parentheses'],
  ['path', `path=${'a'.repeat(201)}`, 'longer than 200'],
  ['age', 'age=young', 'no age in days'],
  ['q', 'q=%00', 'NUL'],
  ['subsystem', 'subsystem=a%00b', 'NUL'],
  ['all', 'all=maybe', '"maybe" is not one of 1, 0.'],
  ['filter', Array.from({ length: 101 }, (_, index) => `q=${index}`).join('&'), 'more than 100'],
])('tells a wrong %s (%s)', (parameter, query, message) => {
  const { filter, problems } = parse(query)
  expect(problems).toEqual([{ parameter, message: expect.stringContaining(message) }])
  expect(filter.choices.length).toBe(parameter === 'filter' ? 100 : 0)
})

test('what is wrong does not take with it what is right', () => {
  expect(parse('status=mismatched,nonsense&role=x&path=mm').filter).toEqual(
    filterOf({ status: 'mismatched', path: 'mm' }),
  )
})

test('a part of a filter can be taken away, and added, and turned round', () => {
  const choice = { parameter: 'status', value: 'mismatched', excluded: false } as const
  expect(chosenValues(withoutChoice(full, choice), 'status')).toEqual(['unconverted'])
  expect(chosenValues(withoutParameters(full, 'status'), 'status')).toEqual([])
  expect(withoutParameters(full, 'path', 'q').choices).toHaveLength(16)
  expect(withChoice(withoutChoice(full, choice), choice)).toEqual(full)
  const refused = withChoice(full, { ...choice, excluded: true })
  expect(filterParams(refused).getAll('status')).toEqual(['unconverted,-mismatched'])
})

test('a value that no address could say is a mistake of the code', () => {
  expect(() => filterOf({ api: 'kmalloc' })).toThrow('api: "kmalloc" is not a function')
})
