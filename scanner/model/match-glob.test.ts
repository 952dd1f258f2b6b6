import { expect, test } from 'vitest'
import { matchGlob } from './match-glob.ts'

function fits(glob: string, text: string): boolean {
  const matcher = matchGlob(glob)
  if (matcher.kind === 'wrong') throw new Error(matcher.problem)
  return matcher.matches(text)
}

test.each([
  ['drivers/*/*.c', ['drivers/net/tun.c'], ['drivers/tun.c', 'drivers/net/a/tun.c']],
  ['drivers/**/*.c', ['drivers/tun.c', 'drivers/net/a/tun.c'], ['drivers/tun.h', 'xdrivers/tun.c']],
  ['fs/**', ['fs/a.c', 'fs/nfs/direct.c'], ['mm/gup.c']],
  ['**/gup.c', ['mm/gup.c', 'gup.c'], ['mm/xgup.c']],
  ['a**b', ['ab', 'axxb'], ['a/b']],
  ['mm/g?p.[ch]', ['mm/gup.c', 'mm/gap.h'], ['mm/g/p.c', 'mm/gup.S']],
  ['mm/[!a-f]*.c', ['mm/gup.c'], ['mm/filemap.c', 'mm//x.c']],
  ['{fs,mm/{a,b}}/x.c', ['fs/x.c', 'mm/a/x.c', 'mm/b/x.c'], ['mm/x.c']],
  ['a{b}', ['a{b}'], ['ab']],
  ['a{b', ['a{b'], ['ab']],
  ['a[', ['a['], ['a']],
  ['[]a]', [']', 'a'], ['b']],
  ['[\\d-z]', ['d', 'q', 'z'], ['5', 'c']],
  ['\\*\\x', ['*x'], ['ax', '*']],
  ['[[:digit:]]*', ['6.12'], ['v6']],
  ['!drivers/**', ['mm/gup.c'], ['drivers/a.c']],
  ['*', ['a.b', '.hidden'], ['a/b']],
  ['v6.12*', ['v6.12', 'v6.12.117'], ['v6x12']],
])('%s', (glob, fitting, others) => {
  for (const text of fitting) expect(fits(glob, text), text).toBe(true)
  for (const text of others) expect(fits(glob, text), text).toBe(false)
})

test.each([
  ['[z-a]*', 'a range that ends before it begins'],
  ['[[:foo:]]', '[:foo:], which is no class'],
  ['[[:constructor:]]', 'no class'],
])('%s is wrong: %s', (glob, problem) => {
  expect(matchGlob(glob)).toMatchObject({ kind: 'wrong', problem: expect.stringContaining(problem) })
})

test('a glob that a backtracking matcher never ends with costs nothing', () => {
  const text = 'a'.repeat(5000)
  for (const glob of ['*a'.repeat(40), `${'{a,a*}'.repeat(25)}b`, '**/'.repeat(60)])
    expect(fits(`${glob}!`, text)).toBe(false)
})
