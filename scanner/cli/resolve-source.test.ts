import { expect, test } from 'vitest'
import { resolveSource } from './resolve-source.ts'

test.each([
  ['linux', '/home/me/linux'],
  ['./linux/', '/home/me/linux'],
  ['../linux', '/home/linux'],
  ['.', '/home/me'],
  ['/srv/linux', '/srv/linux'],
  // the demo has a flag of its own
  ['demo', '/home/me/demo'],
  ['https://Example.org/linux.git/', 'https://example.org/linux.git'],
  ['git@example.org:linux.git', 'git@example.org:linux.git'],
])('%s is %s', (written, source) => {
  expect(resolveSource(written, '/home/me')).toBe(source)
})

test.each(['', ' ', 'ftp://example.org/linux', 'https://me:secret@example.org/linux', 'two\nlines'])(
  '%j is refused',
  (written) => {
    expect(() => resolveSource(written, '/home/me')).toThrow(/^--repo: [A-Z]|^--repo: ftp/)
  },
)
