import { expect, test } from 'vitest'
import { ownPath, type PathOwners } from './own-path.ts'
import { parseMaintainers } from './parse-maintainers.ts'

const rest =
  '\nTHE REST\nM: Linus Torvalds <torvalds@linux-foundation.org>\nM: Last Resort <last@example.org>\nF: *\nF: */\n'

/** People as `Name <address> role`. */
function check(text: string, expected: Omit<PathOwners, 'maintainers'> & { maintainers: readonly string[] }): void {
  const owners = ownPath(parseMaintainers(text + rest, { doubleStar: true }), 'drivers/net/tun.c', () => false)
  const maintainers = owners.maintainers.map(({ name, email, role }) => `${name} <${email}> ${role}`)
  expect({ ...owners, maintainers }).toEqual(expected)
}

test('the deepest section is primary, all are listed', () => {
  check(
    'NETWORKING\nM: Wu <wu@example.org>\nF: drivers/net/\n\nTUN\nM: Jo <jo@example.org>\nR: ab@example.org\nF: drivers/net/tun.c\n',
    {
      subsystem: 'TUN',
      subsystems: ['TUN', 'NETWORKING', 'THE REST'],
      maintainers: ['Jo <jo@example.org> maintainer', ' <ab@example.org> reviewer', 'Wu <wu@example.org> maintainer'],
    },
  )
})

test('what only THE REST matches has no subsystem and no people', () => {
  check('XEN\nM: Jo <jo@example.org>\nF: drivers/xen/\n', {
    subsystem: null,
    subsystems: ['THE REST'],
    maintainers: [],
  })
})

test('a section without people is primary only if there is no better', () => {
  const list = 'TUN\nL: tun@example.org\nF: drivers/net/tun.c\n'
  check(`${list}\nNETWORKING\nR: Wu <wu@example.org>\nF: drivers/net/\n`, {
    subsystem: 'NETWORKING',
    subsystems: ['TUN', 'NETWORKING', 'THE REST'],
    maintainers: ['Wu <wu@example.org> reviewer'],
  })
  check(list, { subsystem: 'TUN', subsystems: ['TUN', 'THE REST'], maintainers: [] })
})

test('a person is listed once, by name or by address, as first met', () => {
  check(
    'TUN\nR: Jo <jo@example.org>\nF: drivers/net/tun.c\n\nNETWORKING\nM: JO <other@example.org>\nM: Jo Kara <JO@example.org>\nM: ab@example.org\nM: cd@example.org\nF: drivers/net/\n',
    {
      subsystem: 'TUN',
      subsystems: ['TUN', 'NETWORKING', 'THE REST'],
      maintainers: ['Jo <jo@example.org> reviewer', ' <ab@example.org> maintainer', ' <cd@example.org> maintainer'],
    },
  )
})

test('an address that only a dropped mention had is still free', () => {
  check('TUN\nM: Jo <jo@example.org>\nM: Jo <wu@example.org>\nM: Wu <wu@example.org>\nF: drivers/\n', {
    subsystem: 'TUN',
    subsystems: ['TUN', 'THE REST'],
    maintainers: ['Jo <jo@example.org> maintainer', 'Wu <wu@example.org> maintainer'],
  })
})

test('the penguin chief is never named, nor an alias of his that comes later', () => {
  check(
    'TUN\nM: Linus Torvalds <torvalds@linux-foundation.org>\nR: Linus Torvalds <other@example.org>\nF: drivers/\n',
    {
      subsystem: 'TUN',
      subsystems: ['TUN', 'THE REST'],
      maintainers: [],
    },
  )
})

test('a title that two sections share is listed once', () => {
  check('TUN\nM: Jo <jo@example.org>\nF: drivers/net/tun.c\n\nTUN\nM: Wu <wu@example.org>\nF: drivers/net/\n', {
    subsystem: 'TUN',
    subsystems: ['TUN', 'THE REST'],
    maintainers: ['Jo <jo@example.org> maintainer', 'Wu <wu@example.org> maintainer'],
  })
})
