import { expect, test } from 'vitest'
import { overviewPath } from '#app/_web/routes.ts'
import { overDefault, parseTrendQuery, trendParams } from './trend-query.ts'

const parse = (text: string) => parseTrendQuery(new URLSearchParams(text))

test('nothing said is the default, which is not said', () => {
  expect(parse('')).toEqual({ query: { from: null, over: overDefault }, problems: [] })
  expect(overviewPath('linux', { rev: null }, trendParams(parse('').query))).toBe('/linux')
})

test('what is written is read again', () => {
  const { query } = parse('from=v6.1&over=12')
  expect(query).toEqual({ from: 'v6.1', over: 12 })
  expect(overviewPath('linux', { rev: 'v6.2' }, trendParams(query))).toBe('/linux?from=v6.1&over=12&rev=v6.2')
})

test('nonsense is named and left out', () => {
  for (const text of ['over=3', 'over=201', 'over=-8', 'over=8.5', 'over=many', `over=${'9'.repeat(300)}`]) {
    expect(parse(text), text).toMatchObject({ query: { over: overDefault }, problems: [{ parameter: 'over' }] })
  }
  expect(parse('from=%00')).toMatchObject({ query: { from: null }, problems: [{ parameter: 'from' }] })
  expect(parse(`from=${'v'.repeat(251)}&over=0`).problems).toHaveLength(2)
})
