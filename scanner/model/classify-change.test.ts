import { expect, test } from 'vitest'
import type { Role } from './api.ts'
import { type ChangedSite, classifyChange, isOpenSite } from './classify-change.ts'
import { type Reason, type Status, statuses } from './site.ts'

test.each([
  [null, 'unconverted', 'appeared'],
  [null, 'implementation', 'appeared'],
  [null, 'unrelated', null],
  ['converted', null, 'gone'],
  ['unrelated', null, null],
  ['unconverted', 'converted', 'converted'],
  ['unknown', 'converted', 'converted'],
  ['wrapper', 'converted', null],
  ['converted', 'unconverted', 'regressed'],
  ['converted', 'mismatched', 'regressed'],
  ['unrelated', 'mismatched', 'regressed'],
  ['mismatched', 'unconverted', null],
  ['unconverted', 'exempt', 'exempted'],
  ['no-reference', 'exempt', null],
  ['converted', 'unknown', null],
] as const)('from %s to %s is %s', (was, is, kind) => {
  expect(classifyChange(at(was, 'release'), at(is, 'release'))).toBe(kind)
})

function at(status: Status | null, role: Role, reason: Reason = 'no-release-found'): ChangedSite | null {
  return status === null ? null : { status, role, reason }
}

test('an acquire whose only release went has regressed, a release whose acquire went has not', () => {
  expect(classifyChange(at('converted', 'acquire'), at('unknown', 'acquire'))).toBe('regressed')
  expect(classifyChange(at('converted', 'release'), at('unknown', 'release', 'no-acquire-found'))).toBeNull()
  expect(classifyChange(at('unconverted', 'acquire'), at('unknown', 'acquire'))).toBeNull()
})

test('to be half converted is no regression', () => {
  expect(classifyChange(at('converted', 'acquire'), at('unconverted', 'acquire', 'mixed-releases'))).toBeNull()
  expect(classifyChange(at('unconverted', 'acquire'), at('unconverted', 'acquire', 'mixed-releases'))).toBeNull()
})

test('nothing happened to a site that is as it was', () => {
  for (const status of [null, ...statuses]) {
    expect(classifyChange(at(status, 'acquire'), at(status, 'acquire'))).toBeNull()
  }
})

test('open are acquires that somebody has to look at', () => {
  const open = (role: 'acquire' | 'release') => statuses.filter((status: Status) => isOpenSite({ role, status }))
  expect(open('acquire')).toEqual(['unconverted', 'mismatched', 'unknown'])
  expect(open('release')).toEqual([])
})
