import { expect, test } from 'vitest'
import { formatDuration } from './format-duration.mjs'

test.each([
  [0, '0.0 s'],
  [7349, '7.3 s'],
  [59_949, '59.9 s'],
  [59_970, '1 min 00 s'],
  [125_000, '2 min 05 s'],
])('%d ms are %s', (ms, said) => {
  expect(formatDuration(ms)).toBe(said)
})
