import { expect, test } from 'vitest'
import type { PairEnd } from '#scanner/model/site.ts'
import { pairGroups } from './pair-groups.ts'
import { samplePair } from './sample-rows.ts'

const check = (ends: readonly Partial<PairEnd>[], expected: readonly string[]) =>
  expect(
    pairGroups({ path: 'a.c', pairs: ends.map((end) => samplePair({ path: 'a.c', api: 'put_page', ...end })) }),
  ).toEqual(expected)

test('ends with one API in the same file share a text and leave the path out', () => {
  check([{ line: 7 }, { line: 9 }], ['put_page :7 :9'])
})

test('an end in another file has its path', () => {
  check([{ path: 'b.c', line: 7 }], ['put_page b.c:7'])
})

test('ends of different certainty are kept apart, and only a certain one goes without saying', () => {
  check(
    [{ line: 7 }, { line: 9, grade: 'likely' }, { line: 8, grade: 'possible' }],
    ['put_page :7', 'put_page :9 likely', 'put_page :8 possible'],
  )
})

test('two ends on one line are one line number', () => {
  check([{ line: 7 }, { line: 7, id: 'ffffffffffffffff' }], ['put_page :7'])
})
