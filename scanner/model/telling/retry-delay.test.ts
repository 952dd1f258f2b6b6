import { expect, test } from 'vitest'
import { retryDelay } from './retry-delay.ts'

test('waits longer after each try, and never longer than six hours', () => {
  const minutes = [1, 2, 3, 4, 9, 10, 100].map(
    (attempts) => retryDelay(attempts, { isAway: false, chance: 0.5 }) / 60_000,
  )
  expect(minutes).toEqual([1, 2, 4, 8, 256, 360, 360])
})

test('chance keeps what failed at once from coming back at once', () => {
  expect(retryDelay(1, { isAway: false, chance: 0 })).toBe(54_000)
  expect(retryDelay(1, { isAway: false, chance: 1 })).toBe(66_000)
})

test('a server that is away is asked again within a quarter of an hour', () => {
  expect(retryDelay(100, { isAway: true, chance: 0.5 })).toBe(15 * 60_000)
})
