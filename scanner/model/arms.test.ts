import { expect, test } from 'vitest'
import { areExclusive, negate } from './arms.ts'

const newer = 'LINUX_VERSION_CODE >= KERNEL_VERSION(5, 6, 0)'

test('the opposite of the opposite is the condition', () => {
  for (const condition of ['X', 'defined(X)', '!defined(X)', 'IS_ENABLED(CONFIG_X)', newer, 'A && B', '!(A || B)']) {
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
  expect(areExclusive(['defined(X) && A > 1'], ['!defined(X)'])).toBe(true)
  expect(areExclusive(['!(defined(X) || Y)'], ['defined(X)'])).toBe(true)
  expect(areExclusive(['!(defined(X) && Y)'], ['defined(X)'])).toBe(false)
})

test('versions that do not meet are exclusive, however they are written', () => {
  expect(areExclusive([newer], ['LINUX_VERSION_CODE < KERNEL_VERSION(5, 4, 0)'])).toBe(true)
  expect(areExclusive([newer], ['KERNEL_VERSION(5, 6, 0) > LINUX_VERSION_CODE'])).toBe(true)
  expect(areExclusive([newer], ['!(KERNEL_VERSION(5, 9, 0) > LINUX_VERSION_CODE)'])).toBe(false)
  expect(areExclusive([newer], ['LINUX_VERSION_CODE < KERNEL_VERSION(6, 5, 0)'])).toBe(false)
})
