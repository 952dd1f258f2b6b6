import { expect, test } from 'vitest'
import { fillSourceTemplate, parseSourceUrl } from './source-template.ts'

const place = { commit: 'abc123', label: 'v6.12', path: 'mm/a b#.c', line: 7 }
const link = (setting: string) => {
  const template = parseSourceUrl(setting)
  return template === null ? null : fillSourceTemplate(template, place)
}

test.each([
  ['https://elixir.bootlin.com/linux', 'https://elixir.bootlin.com/linux/v6.12/source/mm/a%20b%23.c#L7'],
  ['elixir:http://elixir.example.org/vendor/', 'http://elixir.example.org/vendor/v6.12/source/mm/a%20b%23.c#L7'],
  ['cgit:https://git.example.org/linux.git', 'https://git.example.org/linux.git/tree/mm/a%20b%23.c?id=abc123#n7'],
  ['https://github.com/torvalds/linux.git', 'https://github.com/torvalds/linux/blob/abc123/mm/a%20b%23.c#L7'],
  ['github:https://git.example.org/a/b', 'https://git.example.org/a/b/blob/abc123/mm/a%20b%23.c#L7'],
  [' https://code.example.org/{commit}?p={path}&l={line} ', 'https://code.example.org/abc123?p=mm/a%20b%23.c&l=7'],
  ['https://code.example.org/{label}/{path}', 'https://code.example.org/v6.12/mm/a%20b%23.c'],
])('%s leads to the line', (setting, href) => {
  expect(link(setting)).toBe(href)
})

test.each([
  'none',
  '',
  'https://example.org/linux',
  'javascript:alert(1)//{path}',
  'elixir:linux',
  'gitweb:https://example.org/linux',
  'https://{path}.example.org/',
  'https://example.org/{file}/{path}',
  'https://example.org/{line}',
  'https://example.org/{path',
  'https://user:secret@example.org/{path}',
  'https://example.org/"{path}',
  'cgit:https://example.org/linux.git?h=master',
])('%s is no source browser', (setting) => {
  expect(parseSourceUrl(setting)).toBeNull()
})
