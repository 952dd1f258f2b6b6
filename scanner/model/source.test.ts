import { expect, test } from 'vitest'
import { parseSource } from './source.ts'

const check = (text: string, expected: object) => expect(parseSource(text)).toMatchObject(expected)

test('an absolute path is one text however it is written', () => {
  for (const text of ['/srv/linux', ' /srv/linux/ ', '/srv//./linux', '/srv/old/../linux'])
    check(text, { kind: 'path', text: '/srv/linux', name: 'linux' })
})

test('a path is named without .git, and the repository of a work tree by the work tree', () => {
  check('/srv/linux.git', { kind: 'path', text: '/srv/linux.git', name: 'linux' })
  check('/srv/linux/.git', { kind: 'path', text: '/srv/linux/.git', name: 'linux' })
  check('/', { kind: 'path', text: '/', name: '' })
})

test('URLs that git clones are sources', () => {
  check('https://Git.Kernel.org/torvalds/linux.git/', {
    kind: 'url',
    text: 'https://git.kernel.org/torvalds/linux.git',
    name: 'linux',
  })
  check('git://example.org:9418/a/b', { kind: 'url', text: 'git://example.org:9418/a/b', name: 'b' })
  check('ssh://git@example.org/a.git', { kind: 'url', text: 'ssh://git@example.org/a.git', name: 'a' })
  check('http://example.org', { kind: 'url', text: 'http://example.org', name: 'example.org' })
  check('git@example.org:kernel/linux.git', { kind: 'url', text: 'git@example.org:kernel/linux.git', name: 'linux' })
  check('git@example.org:linux.git', { name: 'linux' })
})

test('a folder of a repository is written behind it', () => {
  const subdir = 'vendor/linux'
  check('/srv/bsp#subdir=./vendor//linux/', {
    repository: '/srv/bsp',
    subdir,
    text: `/srv/bsp#subdir=${subdir}`,
    name: 'bsp-linux',
  })
  check('https://example.org/bsp.git#subdir=linux', {
    kind: 'url',
    repository: 'https://example.org/bsp.git',
    subdir: 'linux',
  })
  check('git@example.org:bsp.git#subdir=linux', { kind: 'url', repository: 'git@example.org:bsp.git', subdir: 'linux' })
  check('/srv/bsp#subdir=/', { text: '/srv/bsp', subdir: '' })
  check('/srv/linux', { repository: '/srv/linux', subdir: '' })
  check('/srv/bsp#subdir=../other', { kind: 'wrong' })
})

test('demo is a source', () => check(' demo ', { kind: 'demo', text: 'demo', name: 'demo' }))

test.each([
  ['', /Name a kernel/],
  ['linux', /no absolute path/],
  ['~/linux', /no absolute path/],
  ['../linux', /no absolute path/],
  ['-u', /no absolute path/],
  ['ext::sh -c id', /no absolute path/],
  ['--upload-pack=id@host:x', /no absolute path/],
  ['git@-oProxyCommand=id:x', /no absolute path/],
  ['ssh://-oProxyCommand=id/x', /no host|cannot be|not a URL/],
  ['file:///srv/linux', /path itself/],
  ['ftp://example.org/linux', /not supported/],
  ['https://user:secret@example.org/linux', /password/],
  ['https://token@example.org/linux', /password/],
  ['https://example.org/linux?h=master', /web page/],
  ['https://', /not a URL|no host/],
  ['/srv/li\nnux', /one line/],
  ['/srv/li\0nux', /one line/],
  [`/${'x'.repeat(3000)}`, /longer/],
])('%j is refused with a sentence', (text, problem) => {
  check(text, { kind: 'wrong', problem: expect.stringMatching(problem) })
})

test('a refused URL does not repeat its password', () => {
  expect(JSON.stringify(parseSource('https://user:secret@example.org/linux'))).not.toContain('secret')
})
