import { expect, test } from 'vitest'
import { commitLink, sourceLinks } from './source-links.ts'

const place = { label: 'v6.12', commit: 'abc123', path: 'mm/a b.c', line: 7 }
const links = (source: string, label = place.label, sourceUrl: string | null = null) =>
  sourceLinks({ source, sourceUrl }, { ...place, label }).map(({ href }) => href)

test.each([
  ['https://github.com/torvalds/linux', 'https://github.com/torvalds/linux/blob/abc123/mm/a%20b.c#L7'],
  ['git@github.com:torvalds/linux.git', 'https://github.com/torvalds/linux/blob/abc123/mm/a%20b.c#L7'],
  [
    'https://git.kernel.org/pub/scm/linux/kernel/git/next/linux-next.git',
    'https://git.kernel.org/pub/scm/linux/kernel/git/next/linux-next.git/tree/mm/a%20b.c?id=abc123#n7',
  ],
])('%s has a browser of its own', (source, href) => {
  expect(links(source)).toEqual([href, 'https://elixir.bootlin.com/linux/v6.12/source/mm/a%20b.c#L7'])
})

test('a folder has none, but releases of the kernel are known', () => {
  expect(links('/src/linux')).toEqual(['https://elixir.bootlin.com/linux/v6.12/source/mm/a%20b.c#L7'])
  expect(links('/src/linux', 'next-20261120')).toEqual([])
  expect(links('https://github.com.evil.example/a/b', 'main')).toEqual([])
})

test('what was set for a tree is the only one, and may be none', () => {
  const set = (sourceUrl: string) => links('https://github.com/torvalds/linux', 'v6.12', sourceUrl)
  expect(set('cgit:https://git.example.org/x.git')).toEqual([
    'https://git.example.org/x.git/tree/mm/a%20b.c?id=abc123#n7',
  ])
  expect(set('none')).toEqual([])
})

test.each([
  ['git@github.com:torvalds/linux.git', null, 'https://github.com/torvalds/linux/commit/abc123'],
  ['/src/linux', 'cgit:https://git.example.org/x.git', 'https://git.example.org/x.git/commit/?id=abc123'],
  ['/src/linux', 'https://git.example.org/x/{commit}/{path}#{line}', null],
  ['https://github.com/torvalds/linux', 'none', null],
  ['/src/linux', null, null],
])('a commit of %s, with %j set, is shown at %j', (source, sourceUrl, href) => {
  expect(commitLink({ source, sourceUrl }, 'abc123')).toBe(href)
})
