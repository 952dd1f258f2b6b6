import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatPercent } from './format-percent.ts'

test.each([
  [0, 5, '0 %'],
  [1, 3, '33.3 %'],
  [29, 100, '29.0 %'],
  [9_999, 10_000, '99.9 %'],
  [1, 5_000, '< 0.1 %'],
  [5, 5, '100 %'],
])('%i of %i is %s', (part, whole, expected) => {
  expect(formatPercent(part, whole)).toBe(expected)
})

test('of nothing there is no share', () => {
  expect(formatPercent(0, 0)).toBeNull()
})

test('100 is said of the whole alone and 0 of none alone', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.nat(1e6), (whole, some) => {
      const part = some % (whole + 1)
      const text = formatPercent(part, whole)
      expect(text?.startsWith('100')).toBe(part === whole)
      expect(text === '0 %' || text === '0.0 %').toBe(part === 0)
    }),
  )
})
