import { expect, test } from 'vitest'
import { parseOptions } from './parse-options.ts'

test('repository and revision are enough', () => {
  expect(parseOptions(['--repo', 'linux', '--rev', 'v6.12'])).toEqual({
    repo: 'linux',
    rev: 'v6.12',
    before: null,
    rounds: 3,
    spatch: true,
    service: true,
    json: null,
  })
})

test('every flag is taken', () => {
  const inputs = '--repo linux --rev v2 --before v1 --rounds 12 --no-spatch --no-service --json out.json'.split(' ')
  expect(parseOptions(inputs)).toEqual({
    repo: 'linux',
    rev: 'v2',
    before: 'v1',
    rounds: 12,
    spatch: false,
    service: false,
    json: 'out.json',
  })
})

test('help needs nothing else', () => {
  expect(parseOptions(['--help'])).toBeNull()
})

test.each([
  [['--rev', 'v1'], '--repo DIR is missing'],
  [['--repo', 'linux'], '--rev REV is missing'],
  [['--repo', 'linux', '--rev', 'v1', '--rounds', '0'], 'whole number from 1 to 99'],
  [['--repo', 'linux', '--rev', 'v1', '--rounds', '2.5'], 'whole number from 1 to 99'],
  [['--repo', 'linux', '--rev', 'v1', '--before', ''], '--before REV is missing'],
  [['--repo', 'linux', '--rev', 'v1', '--fast'], "Unknown option '--fast'"],
  [['linux'], 'positional'],
])('%j is refused with a sentence', (inputs, message) => {
  expect(() => parseOptions(inputs)).toThrow(message)
})
