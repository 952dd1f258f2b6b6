import { expect, test } from 'vitest'
import { parseOptions } from './parse-options.ts'

test('repository and revision are enough', () => {
  expect(parseOptions(['--repo', 'linux', '--rev', 'v6.12'])).toEqual({
    kind: 'scan',
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
    kind: 'scan',
    repo: 'linux',
    rev: 'v2',
    before: 'v1',
    rounds: 12,
    spatch: false,
    service: false,
    json: 'out.json',
  })
})

test('a long history needs no kernel', () => {
  expect(parseOptions(['--history', '--no-service'])).toEqual({ kind: 'history', service: false, json: null })
  expect(parseOptions(['--pages'])).toEqual({ kind: 'pages', json: null })
})

test('a backfill is told by its tags', () => {
  expect(parseOptions('--repo linux --backfill v6.1.*,v6.12.* --plot cost.svg'.split(' '))).toEqual({
    kind: 'backfill',
    repo: 'linux',
    tags: ['v6.1.*', 'v6.12.*'],
    plot: 'cost.svg',
    json: null,
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
  [['--backfill', 'v*'], '--repo DIR is missing'],
  [['--repo', 'linux', '--backfill', ''], '--backfill GLOB is missing'],
  [['linux'], 'positional'],
])('%j is refused with a sentence', (inputs, message) => {
  expect(() => parseOptions(inputs)).toThrow(message)
})
