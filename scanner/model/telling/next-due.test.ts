import { expect, test } from 'vitest'
import { nextDue } from './next-due.ts'

test.each([
  ['daily', '2026-11-30T05:59:59Z', '2026-11-30T06:00:00Z'],
  ['daily', '2026-11-30T06:00:00Z', '2026-12-01T06:00:00Z'],
  ['daily', '2026-12-31T23:00:00Z', '2027-01-01T06:00:00Z'],
  // 30 November 2026 is a Monday
  ['weekly', '2026-11-30T05:00:00Z', '2026-11-30T06:00:00Z'],
  ['weekly', '2026-11-30T06:00:00Z', '2026-12-07T06:00:00Z'],
  ['weekly', '2026-12-05T12:00:00Z', '2026-12-07T06:00:00Z'],
  ['immediate', '2026-11-30T06:00:00Z', '2026-11-30T06:01:00Z'],
] as const)('%s, after %s, is due at %s', (frequency, now, expected) => {
  expect(nextDue(frequency, new Date(now))).toEqual(new Date(expected))
})
