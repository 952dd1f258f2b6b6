import { expect, test } from 'vitest'
import { showMarks } from './show-marks.ts'

test('text of an element shows what reorders or hides, alone and among others', () => {
  expect(showMarks('code', { children: 'a\u202eb\u0085' })).toEqual({ children: 'a\\u202eb\\u0085' })
  expect(showMarks('p', { children: ['in ', 7, 'x\u200e', null] })).toEqual({ children: ['in ', 7, 'x\\u200e', null] })
  expect(showMarks('a', { href: '/a\u202e', title: 'a\u202e', children: '\u200b' })).toEqual({
    href: '/a\u202e',
    title: 'a\\u202e',
    children: '\\u200b',
  })
})

test('line breaks, letters of any script and emoji of several parts stay', () => {
  const text = 'a\n\tb שלום 👩‍💻 ️'
  expect(showMarks('pre', { children: text })).toEqual({ children: text })
})

test('a link of Next says it, too, and goes where it went', () => {
  const Link = () => null
  expect(showMarks(Link, { href: '/a\u202e', title: 'a\u202e', children: 'a\u202e' })).toEqual({
    href: '/a\u202e',
    title: 'a\\u202e',
    children: 'a\\u202e',
  })
})

test('programs, styles, values of forms and what components are told stay as they are', () => {
  for (const type of ['script', 'style'])
    expect(showMarks(type, { children: 'a\u202e' })).toEqual({ children: 'a\u202e' })
  expect(showMarks('input', { value: 'a\u202e' })).toEqual({ value: 'a\u202e' })
  expect(showMarks(() => null, { title: 'a\u202e' })).toEqual({ title: 'a\u202e' })
})
