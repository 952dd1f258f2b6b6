import { expect, test } from 'vitest'
import { acts, may, roles } from './permissions.ts'

test('who may do what', () => {
  const table = Object.fromEntries(acts.map((act) => [act, roles.filter((role) => may(role, act))]))
  expect(table).toEqual({
    'claim for oneself': ['contributor', 'maintainer', 'admin'],
    'change own claim': ['contributor', 'maintainer', 'admin'],
    'assign to somebody': ['maintainer', 'admin'],
    'change any claim': ['maintainer', 'admin'],
    'propose triage': ['contributor', 'maintainer', 'admin'],
    'decide triage': ['maintainer', 'admin'],
    'set priority': ['maintainer', 'admin'],
    'write a note': ['contributor', 'maintainer', 'admin'],
    'make a token': ['reader', 'contributor', 'maintainer', 'admin'],
    'choose mails': ['reader', 'contributor', 'maintainer', 'admin'],
    'read the whole audit': ['admin'],
    'manage people': ['admin'],
    'manage tokens': ['admin'],
    'manage trees': ['admin'],
    'manage scans': ['admin'],
    'change settings': ['admin'],
    'examine the server': ['admin'],
    'manage mail': ['admin'],
  })
})

test('a visitor may nothing, an admin everything', () => {
  expect(acts.filter((act) => may('visitor', act))).toEqual([])
  expect(acts.filter((act) => may('admin', act))).toEqual(acts)
})
