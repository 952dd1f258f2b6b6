import { expect, test } from 'vitest'
import { readSource } from '#scanner/testing/read-source.ts'
import { readRemarks } from './read-remarks.ts'

const read = (text: string) => readRemarks(text, () => null)
const call = '\tget_user_pages_fast(a, 1, 0, &page);\n'

test('a comment says why the call on its line or the next one stays', () => {
  const { remarks } = readSource(
    `void f(void)\n{\n\t/* pinwatch: stays on gup (case 4): only struct page is read */\n${call}` +
      `${call.trimEnd()} // pinwatch: stays on gup: the data is only read – ja\n}\n`,
  )
  expect(remarks).toMatchObject([
    { line: 3, case: 4, reason: 'only struct page is read' },
    { line: 5, case: null, reason: 'the data is only read – ja' },
  ])
})

test('it may go over several lines, and its line is the last one', () => {
  expect(read('\n\t/*\n\t * pinwatch: stays on gup (case 3): an MMU\n\t * notifier\n\t */\n')).toEqual([
    { line: 5, case: 3, reason: 'an MMU notifier', code: null },
  ])
})

test('what only begins like one has no reason, and facts of other files have none of it', () => {
  expect(read('/* pinwatch: ignore */ /* pinwatch: stays on gup: */')).toEqual([
    { line: 1, case: null, reason: null, code: null },
    { line: 1, case: null, reason: null, code: null },
  ])
  expect(read('pinwatch: no comment; /* see pinwatch: here */')).toEqual([])
  expect(readSource(`void f(void)\n{\n${call}}\n`).remarks).toBeUndefined()
})

test('a comment that never ends is none, however often it begins', () => {
  expect(read('/* pinwatch: '.repeat(100_000))).toEqual([])
})

test('a comment knows the code around it, which other comments, white space and names do not change', () => {
  const codeOf = (head: string, last: string) =>
    readSource(`${head}\n{\n\t/* pinwatch: stays on gup: read */\n${call}${last}\n}\n`).remarks?.map(({ code }) => code)
  const code = codeOf('int f(int a)', '\treturn 1;')
  expect(code).toEqual([expect.stringMatching(/^[\da-f]{16}$/)])
  expect(codeOf('\nstatic int g(int a)', '\t/* why */ return  1 ;')).toEqual(code)
  expect(codeOf('int f(int a)', '\treturn 2;')).not.toEqual(code)
  expect(codeOf('int f(int a, int b)', '\treturn 1;')).not.toEqual(code)
  expect(readSource(`/* pinwatch: stays on gup: read */\n`).remarks?.[0]).toMatchObject({ code: null })
})
