import { expect, test } from 'vitest'
import { parseMailmap } from './parse-mailmap.ts'

const check = (text: string, expected: readonly (readonly [string, string | null, string])[]) =>
  expect(parseMailmap(text)).toEqual(
    expected.map(([email, commitName, properEmail]) => ({ email, commitName, properEmail })),
  )

test('an address of commits leads to the one that its person wants, in any case', () =>
  check('Jo Doe <Jo@New.example> <jo@old.example>\n<jo@new.example> <JD@older.example>\n', [
    ['jo@old.example', null, 'jo@new.example'],
    ['jd@older.example', null, 'jo@new.example'],
  ]))

test('a name of commits narrows it', () =>
  check('Jo <jo@new.example> Shared Box <box@example.org> # of the lab', [
    ['box@example.org', 'Shared Box', 'jo@new.example'],
  ]))

test.each([
  'Jo Doe <jo@new.example>',
  '# <a@b.example> <c@d.example>',
  '<a@b.example> <a@B.example>',
  '<no address> <c@d.example>',
  '<a@b.example <c@d.example',
  'nonsense',
  '',
])('%j says nothing of addresses', (line) => check(line, []))
