import { expect, test } from 'vitest'
import { parsePeople } from './parse-people.ts'

function check(value: string, expected: readonly (readonly [name: string, email: string])[]): void {
  expect(parsePeople(value, 'reviewer')).toEqual(expected.map(([name, email]) => ({ name, email, role: 'reviewer' })))
}

test('a name and an address', () => {
  check('Jo Kara <jo@example.org>', [['Jo Kara', 'jo@example.org']])
  check('Jo Kara\t<jo@example.org>', [['Jo Kara', 'jo@example.org']])
})

test('quotes around a name are not part of it, quotes inside are', () => {
  check('"Kara, Jo" <jo@example.org>', [['Kara, Jo', 'jo@example.org']])
  check('Jo "jk" Kara <jo@example.org>', [['Jo "jk" Kara', 'jo@example.org']])
  check(String.raw`"Jo \"jk\" Kara" <jo@example.org>`, [['Jo "jk" Kara', 'jo@example.org']])
})

test('a bare address has no name', () => {
  check('x86@example.org', [['', 'x86@example.org']])
  check('<x86@example.org>', [['', 'x86@example.org']])
  check('  x86@example.org', [['', 'x86@example.org']])
})

test('a remark behind the address is dropped, whatever is in it', () => {
  check('Jo Kara <jo@example.org> (DFS, global name space)', [['Jo Kara', 'jo@example.org']])
  check('x86@example.org (all of it)', [['', 'x86@example.org']])
})

test('several addresses in one line are several people', () => {
  check('Jo Kara <jo@example.org>, "Li, Wu" <wu@example.org>,ab@example.org', [
    ['Jo Kara', 'jo@example.org'],
    ['Li, Wu', 'wu@example.org'],
    ['', 'ab@example.org'],
  ])
  check('Jo (one, two) <jo@example.org>, wu@example.org', [
    ['Jo', 'jo@example.org'],
    ['', 'wu@example.org'],
  ])
})

test('a comma in an unquoted name makes no list', () => {
  check('Enrico W, metux IT consult <info@example.org>', [['Enrico W, metux IT consult', 'info@example.org']])
})

test('an RFC 822 group is one entry', () => {
  check('team: Jo <jo@example.org>, wu@example.org;', [['team: Jo', 'jo@example.org']])
})

test('what is no valid list is read as one address, however odd', () => {
  check('Jo <jo@example.org>, Wu <wu@example.org', [['Jo', 'jo@example.org']])
  check('Jo <jo@example.org> and Wu <wu@example.org>', [['Jo', 'jo@example.org> and Wu <wu@example.org']])
})

test('names beyond Latin-1 are names, in lists as well', () => {
  check('Łukasz Stelmach <l@example.org>', [['Łukasz Stelmach', 'l@example.org']])
  // The script itself would read one address here: see splitAddresses.
  check('Łukasz S <l@example.org>, Jo <jo@example.org>', [
    ['Łukasz S', 'l@example.org'],
    ['Jo', 'jo@example.org'],
  ])
})

test('a value without address names nobody', () => {
  check('', [])
  check('nobody', [])
  check('Jo <jo>', [])
})

test('garbage is read in a moment', () => {
  const start = performance.now()
  for (const value of [
    `"${' '.repeat(200)}@,@`,
    `${'('.repeat(400)},@@`,
    `${'a@b,'.repeat(50_000)}"`,
    '"\\'.repeat(300),
  ]) {
    parsePeople(`${value},`, 'reviewer')
  }
  expect(performance.now() - start).toBeLessThan(1000)
})
