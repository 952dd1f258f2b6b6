import { expect, test } from 'vitest'
import { areExclusive, implies, negate } from './arms.ts'

const newer = 'version>=5.6.0'

test('the opposite of the opposite is the condition', () => {
  for (const condition of ['X', '!defined(X)', newer, '(A && B)', '!(A || B)']) {
    expect(negate(negate(condition))).toBe(condition)
  }
})

test('an arm and its else are never compiled together', () => {
  expect(areExclusive(['X'], ['!X'])).toBe(true)
  expect(areExclusive(['Y', newer], [negate(newer)])).toBe(true)
  expect(areExclusive(['X'], ['Y'])).toBe(false)
  expect(areExclusive(['X'], [])).toBe(false)
  expect(areExclusive(undefined, ['X'])).toBe(false)
})

test('parts of a condition count', () => {
  expect(areExclusive(['A', 'B'], ['!(A && B)'])).toBe(true)
  expect(areExclusive(['(A || B)'], ['!A', '!B'])).toBe(true)
  expect(areExclusive(['A'], ['!(A && B)'])).toBe(false)
  expect(implies(['A'], '(A || B)')).toBe(true)
  expect(implies(['!A'], '!(A && B)')).toBe(true)
})

test('versions that do not meet are exclusive, and a later one implies an earlier one', () => {
  expect(areExclusive([newer], ['!version>=5.4.0'])).toBe(true)
  expect(areExclusive([newer], ['!version>=5.9.0'])).toBe(false)
  expect(implies(['version>=6.1.0'], newer)).toBe(true)
  expect(implies([newer], 'version>=6.1.0')).toBe(false)
})
