import { expect, test } from 'vitest'
import { parseId, parseIdParameter, parseRevisionParameter, toUrlSearchParams } from './search-params.ts'

const revisionOf = (query: string) => parseRevisionParameter(new URLSearchParams(query))

test('parameters that are there twice stay twice', () => {
  expect([...toUrlSearchParams({ status: ['a', 'b'], rev: 'c', none: undefined })]).toEqual([
    ['status', 'a'],
    ['status', 'b'],
    ['rev', 'c'],
  ])
})

test('an empty revision is the newest one', () => {
  expect(revisionOf('')).toBeNull()
  expect(revisionOf('rev=+')).toBeNull()
  expect(revisionOf('rev=v6.1')).toBe('v6.1')
})

test('what no revision can be called is nonsense', () => {
  expect(revisionOf('rev=v%00')).toBe('nonsense')
  expect(revisionOf('rev=a%0Ab')).toBe('nonsense')
  expect(revisionOf(`rev=${'a'.repeat(251)}`)).toBe('nonsense')
})

test.each(['0', '-1', '1.5', '1e3', '2147483648', '99999999999', 'a', '', ' 1', '0x1'])('%j is no id', (text) => {
  expect(parseId(text)).toBeNull()
})

test('the greatest id is one', () => {
  expect(parseId('2147483647')).toBe(2_147_483_647)
})

test('a parameter that is no id is told, one that is not there is not', () => {
  expect(parseIdParameter(new URLSearchParams('before=x'), 'before').problems).toEqual([
    { parameter: 'before', message: '"x" is not a number of this list.' },
  ])
  expect(parseIdParameter(new URLSearchParams(), 'before')).toEqual({ value: null, problems: [] })
})
