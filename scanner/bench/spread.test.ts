import { expect, test } from 'vitest'
import { median, pairedRatios, spreadOf } from './spread.ts'

test('the median of an odd number of values is the middle one, whatever their order', () => {
  expect(median([10, 9, 100])).toBe(10)
})

test('the median of an even number of values is the mean of the middle two', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5)
})

test('a median leaves its list as it was', () => {
  const values = [3, 1, 2]
  median(values)
  expect(values).toEqual([3, 1, 2])
})

test('nothing has no median', () => {
  expect(() => median([])).toThrow(RangeError)
})

test('a spread is median, lowest and highest', () => {
  expect(spreadOf([5])).toEqual({ median: 5, low: 5, high: 5 })
  expect(spreadOf([2, 8, 3])).toEqual({ median: 3, low: 2, high: 8 })
})

test('ratios are taken within a round', () => {
  expect(pairedRatios([1, 4], [2, 16])).toEqual([0.5, 0.25])
  expect(() => pairedRatios([1], [])).toThrow(RangeError)
})
