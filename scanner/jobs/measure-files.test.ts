import { expect, test } from 'vitest'
import { measureFiles } from './measure-files.ts'

test('a rate is told once a second has passed, and of the reading that goes on', () => {
  let ms = 0
  const rateOf = measureFiles(() => ms)
  expect(rateOf(null)).toBeNull()
  expect(rateOf({ done: 10, all: 1000 })).toEqual({ done: 10, all: 1000, perSecond: null })
  ms = 2000
  expect(rateOf({ done: 410, all: 1000 })).toEqual({ done: 410, all: 1000, perSecond: 200 })
  // the files of another directory
  ms = 2500
  expect(rateOf({ done: 5, all: 60 })?.perSecond).toBeNull()
  ms = 4500
  expect(rateOf({ done: 45, all: 60 })?.perSecond).toBe(20)
})
