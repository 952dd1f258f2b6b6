import { expect, test } from 'vitest'
import { rememberBy } from './remember-by.ts'

test('one answer for the very same object, `undefined` too, and another for an equal one', () => {
  let made = 0
  const lengthOf = rememberBy((list: readonly number[]) => {
    made++
    return list.at(0)
  })
  const empty: readonly number[] = []
  expect([lengthOf(empty), lengthOf(empty), made]).toEqual([undefined, undefined, 1])
  expect([lengthOf([]), made]).toEqual([undefined, 2])
})
