import { expect, test } from 'vitest'
import { findFunctionRange } from '#scanner/model/find-function-range.ts'
import { chooseExcerpt } from './choose-excerpt.ts'

const source = (text: string): readonly string[] => text.split('\n')
const numbered = (count: number, text: string) =>
  Array.from({ length: count }, (_unused, index) => `\t${text}(${index});`)

test.each([
  ['a function', 'int a;\n\nstatic int f(int x)\n{\n\tcall();\n\treturn 0;\n}\nint b;', 5, [3, 7]],
  ['a head of several lines', '#include <x.h>\nstatic int\nf(int x,\n  int y)\n{\n\tcall();\n}', 6, [2, 7]],
  ['a bracket behind the head', ' */\nint f(void) {\n\tcall();\n}', 3, [2, 4]],
  ['labels in the first column', 'int f(void)\n{\nout:\n\tcall();\n}', 4, [1, 5]],
  ['a macro', 'int a;\n#define f(x) do { \\\n\tcall(x); \\\n} while (0)\nint b;', 3, [2, 4]],
])('finds %s', (_what, text, line, [first, last]) => {
  expect(findFunctionRange(source(text), line)).toEqual({ first, last })
})

test.each([
  ['between functions', 'int f(void)\n{\n}\nint x = call();\nint g(void)\n{\n}', 4],
  ['in an unfinished function', 'int f(void)\n{\n\tcall();', 3],
  ['in an empty file', '', 1],
])('finds none %s', (_what, text, line) => {
  expect(findFunctionRange(source(text), line)).toBeNull()
})

test('a short function is shown whole, and nothing else', () => {
  const lines = source(['int a;', '', 'int f(void)', '{', ...numbered(10, 'x'), '}', '', 'int b;'].join('\n'))
  expect(chooseExcerpt(lines, 8, [5])).toEqual([{ first: 3, last: 15 }])
})

test('of a long one the head and the lines around, and those around its pair', () => {
  const lines = ['int f(void)', '{', ...numbered(300, 'x'), '}']
  expect(chooseExcerpt(lines, 150, [250])).toEqual([
    { first: 1, last: 2 },
    { first: 138, last: 162 },
    { first: 247, last: 253 },
  ])
})

test('parts that touch are one', () => {
  const lines = ['int f(void)', '{', ...numbered(300, 'x'), '}']
  expect(chooseExcerpt(lines, 150, [150, 166, 164]).at(-1)).toEqual({ first: 138, last: 169 })
})

test('lines that the file does not have are no trouble', () => {
  expect(chooseExcerpt(['a', 'b'], 2, [-1, 0, 99])).toEqual([{ first: 1, last: 2 }])
  expect(chooseExcerpt([], 7, [])).toEqual([])
})
