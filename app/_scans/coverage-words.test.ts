import { expect, test } from 'vitest'
import { describeCoverage, describeProblems, describeSkipped } from './coverage-words.ts'

const coverage = {
  filesSearched: 53_201,
  filesRead: 1_180,
  skipped: { rust: 14, assembly: 1_200, size: 0 },
  problems: { 'unbalanced-brackets': 2 },
}

test('what was left out is said by reason, and what did not happen is not', () => {
  expect(describeSkipped(coverage)).toEqual(['14 in Rust', '1,200 in assembly'])
  expect(describeProblems(coverage)).toEqual(['2 × brackets that do not match'])
})

test('one line says all four numbers', () => {
  expect(describeCoverage(coverage)).toBe(
    '53,201 files searched, 1,180 name an API and were read, 1,214 left out, 2 problems',
  )
  expect(describeCoverage({ filesSearched: 1, filesRead: 1, skipped: {}, problems: {} })).toBe(
    '1 file searched, 1 name an API and were read, none left out, no problems',
  )
})
