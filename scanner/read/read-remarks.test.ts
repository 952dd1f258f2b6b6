import { expect, test } from 'vitest'
import { readSource } from '#scanner/testing/read-source.ts'
import { readRemarks } from './read-remarks.ts'

const call = '\tget_user_pages_fast(a, 1, 0, &page);\n'

test('a comment says why the call on its line or the next one stays', () => {
  const { remarks } = readSource(
    `void f(void)\n{\n\t/* pinwatch: stays on gup (case 4): only struct page is read */\n${call}` +
      `${call.trimEnd()} // pinwatch: stays on gup: the data is only read – ja\n}\n`,
  )
  expect(remarks).toEqual([
    { line: 3, case: 4, reason: 'only struct page is read' },
    { line: 5, case: null, reason: 'the data is only read – ja' },
  ])
})

test('it may go over several lines, and its line is the last one', () => {
  expect(readRemarks('\n\t/*\n\t * pinwatch: stays on gup (case 3): an MMU\n\t * notifier\n\t */\n')).toEqual([
    { line: 5, case: 3, reason: 'an MMU notifier' },
  ])
})

test('what only begins like one has no reason, and facts of other files have none of it', () => {
  expect(readRemarks('/* pinwatch: ignore */ /* pinwatch: stays on gup: */')).toEqual([
    { line: 1, case: null, reason: null },
    { line: 1, case: null, reason: null },
  ])
  expect(readRemarks('pinwatch: no comment; /* see pinwatch: here */')).toEqual([])
  expect(readSource(`void f(void)\n{\n${call}}\n`).remarks).toBeUndefined()
})

test('a comment that never ends is none, however often it begins', () => {
  expect(readRemarks('/* pinwatch: '.repeat(100_000))).toEqual([])
})
