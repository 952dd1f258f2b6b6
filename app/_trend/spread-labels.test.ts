import { expect, test } from 'vitest'
import { spreadLabels } from './spread-labels.ts'

test('labels that have room stay', () => {
  expect(spreadLabels([10, 50, 90], 100, 17)).toEqual([10, 50, 90])
})

test('labels that would cover one another move apart, in their order', () => {
  expect(spreadLabels([50, 50, 52], 100, 17)).toEqual([50, 67, 84])
})

test('at the end of the line they move back', () => {
  expect(spreadLabels([50, 95, 96, 97], 100, 17)).toEqual([49, 66, 83, 100])
})
