import { expect, test } from 'vitest'
import { decodeLines } from './decode-text.ts'

const decode = (content: string | Buffer) => decodeLines(Buffer.from(content as string)).map(({ text }) => text)

test('lines are those of the file, with either line end', () => {
  expect(decode('a\n\tb\n\nc\n')).toEqual(['a', '\tb', '', 'c'])
  expect(decode('a\r\nb')).toEqual(['a', 'b'])
})

test('what is not UTF-8 is read as Latin-1', () => {
  expect(decode('/* Jörn */')).toEqual(['/* Jörn */'])
  expect(decode(Buffer.from('/* J\xf6rn */', 'latin1'))).toEqual(['/* Jörn */'])
})

test('control characters and turned text are seen', () => {
  expect(decode('a\0b\x0cc')).toEqual(['a␀b␌c'])
  expect(decode('a\u202eb\u0085')).toEqual(['a\\u202eb\\u0085'])
})

test('a line of a megabyte is cut, and says by how much', () => {
  const [line] = decodeLines(Buffer.from('x'.repeat(1_000_000)))
  expect(line).toEqual({ text: 'x'.repeat(400), hidden: 999_600 })
})
