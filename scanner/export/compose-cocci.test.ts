import { expect, test } from 'vitest'
import { composeCocci } from './compose-cocci.ts'
import type { CocciPlan } from './plan-cocci.ts'

const nothing: CocciPlan = { open: [], rewritten: [], renames: new Map(), unnamed: [] }
const header = { revision: 'v1', commit: '0'.repeat(40), remarks: [] }

test('with nothing open it has no rule, and says so', () => {
  const text = composeCocci(nothing, header)
  expect(text).toMatch(/nothing is open/)
  expect(text.split('\n').filter((line) => line !== '' && !line.startsWith('//'))).toEqual([])
})

test('names of the tree cannot end a script, a text or a comment', () => {
  const path = 'a"b\\c@d\n@e.c'
  const text = composeCocci(
    { ...nothing, open: [{ path, function: 'f', api: 'get_user_pages', lines: [1] }] },
    { ...header, revision: 'v1\n@bad@' },
  )
  expect(text).toContain(String.raw`"a\"b\\c\U00000040d\U0000000a\U00000040e.c"`)
  expect(text).not.toMatch(/^@bad@/m)
})
