import { expect, test } from 'vitest'
import { splitMailbox } from './split-mailbox.ts'

/** What the mails of a mailbox hold, and at which line each begins. */
const split = (text: string) =>
  splitMailbox(Buffer.from(text, 'latin1')).map(({ line, content }) => [line, content.toString('latin1')])

const separator = 'From mboxrd@z Thu Jan  1 00:00:00 1970\n'

test('each mail begins behind its separator', () => {
  expect(split(`${separator}Subject: a\n\nA\n\n${separator}Subject: b\n\nB\n`)).toEqual([
    [2, 'Subject: a\n\nA\n\n'],
    [7, 'Subject: b\n\nB\n'],
  ])
})

test.each([
  ['git', 'From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\n'],
  ['a mail program of today', 'From jane@example.org Mon Nov 30 10:00:00 2026\n'],
  ['one that writes a zone', 'From jane@example.org Mon Nov 30 10:00:00 +0100 2026\n'],
  ['one that writes a zone by name', 'From jane@example.org  Mon Nov 30 10:00:00 CET 2026\n'],
])('the separator of %s is one', (_who, line) => {
  expect(split(`${line}Subject: a\n\nA\n`)).toEqual([[2, 'Subject: a\n\nA\n']])
})

test('a sentence that begins with the word is none', () => {
  expect(split('Subject: a\n\nFrom now on at 10:30 it is 2026 or so, they say.\nFrom what I see\n')).toHaveLength(1)
})

test('a file with one mail and no separator is that mail', () => {
  expect(split('Subject: a\n\nA\n')).toEqual([[1, 'Subject: a\n\nA\n']])
})

test('a quoted word loses one sign, whatever the depth', () => {
  expect(split(`${separator}Subject: a\n\n>From here\n>>From there\n> From else\n`)[0]?.[1]).toBe(
    'Subject: a\n\nFrom here\n>From there\n> From else\n',
  )
})

test('a CR at the end of a line is dropped, and no other', () => {
  expect(split(`${separator}Subject: a\r\n\r\n+a\rb\r\n`.replace(separator, separator.replace('\n', '\r\n')))).toEqual([
    [2, 'Subject: a\n\n+a\rb\n'],
  ])
})

test('bytes stay as they are', () => {
  expect(split(`${separator}\n\xff\xfe\x00\n`)[0]?.[1]).toBe('\n\xff\xfe\x00\n')
})

test('nothing is no mail', () => {
  expect(split('')).toEqual([])
  expect(split('\n\n')).toEqual([])
})
