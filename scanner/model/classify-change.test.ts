import { expect, test } from 'vitest'
import { classifyChange, isOpenSite } from './classify-change.ts'
import { type Status, statuses } from './site.ts'

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
  expect(classifyChange(was, is)).toBe(kind)
})

test('nothing happened to a site that is as it was', () => {
  for (const status of [null, ...statuses]) expect(classifyChange(status, status)).toBeNull()
})

test('open are acquires that somebody has to look at', () => {
  const open = (role: 'acquire' | 'release') => statuses.filter((status: Status) => isOpenSite({ role, status }))
  expect(open('acquire')).toEqual(['unconverted', 'mismatched', 'unknown'])
  expect(open('release')).toEqual([])
})
