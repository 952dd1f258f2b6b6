import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { filterOf } from './site-filter.ts'
import { quote, sitesCommand } from './sites-command.ts'

const place = { source: '/home/me/linux', revision: 'v6.12', title: null }

test('the command has the options of the filter', () => {
  const filter = filterOf({ status: ['mismatched', 'unknown'], role: 'acquire', path: 'fs/*' })
  expect(sitesCommand(filter, place)).toEqual({
    text: "npx pinwatch sites --repo /home/me/linux --rev v6.12 --status mismatched,unknown --role acquire --path 'fs/*'",
    missing: [],
  })
})

test('a section is named by its title', () => {
  const { text } = sitesCommand(filterOf({ subsystem: 'mm' }), { ...place, title: 'MEMORY MANAGEMENT' })
  expect(text).toContain("--subsystem 'MEMORY MANAGEMENT'")
})

test('a tree in a folder of its repository is named by both', () => {
  const { text } = sitesCommand(filterOf({}), { ...place, source: '/srv/vendor#subdir=kernel/linux 6' })
  expect(text).toContain("--repo /srv/vendor --subdir 'kernel/linux 6' ")
})

test('what it cannot do is told', () => {
  const filter = filterOf({ family: 'pin', maintainer: 'a@b', q: 'x' })
  expect(sitesCommand(filter, place).missing).toEqual(['family', 'maintainer', 'text'])
})

test('releases of other pages are asked for where the page shows them', () => {
  expect(sitesCommand(filterOf({ all: true }), place).text).toContain('--all')
})

test.each(["it's", '$(id)', 'a b', '--rev', '*', '`x`', 'a;b', ''])('a shell gets %j as one word', (word) => {
  expect(execFileSync('sh', ['-c', `printf %s ${quote(word)}`]).toString()).toBe(word)
})
