import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatTriage } from './format-triage.ts'
import { parseTriage } from './parse-triage.ts'
import { type TriageEntry, triageCases, triageVerdicts } from './triage.ts'

const header = '{"pinwatch-triage":1}'

const entry: TriageEntry = {
  path: 'drivers/old/old.c',
  function: 'old_map',
  api: 'get_user_pages_fast',
  ordinal: 1,
  verdict: 'stays',
  by: 'Old Hand <old@example.org>',
  date: '2026-11-30',
}

/** The file of these lines below the header. */
const file = (...lines: readonly unknown[]): string =>
  [header, ...lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)))].join('\n')

/** Expects the file to be refused as a whole, with these lines named. */
function checkBroken(text: string, ...problems: readonly (readonly [line: number, message: RegExp])[]): void {
  const parsed = parseTriage(text)
  if (parsed.state !== 'broken') throw new Error('the file was taken')
  expect(parsed.problems.map(({ line }) => line)).toEqual(problems.map(([line]) => line))
  for (const [index, { message }] of parsed.problems.entries()) expect(message).toMatch(problems[index]?.[1] ?? /^$/)
}

test('a file is read as it was written', () => {
  const other = { path: 'mm/a.c', function: null, api: 'put_page', ordinal: 2 }
  const entries: readonly TriageEntry[] = [
    { ...entry, case: 4, reason: 'struct-page', text: 'Only flags are looked at.', link: 'https://example.org/m/1' },
    { ...entry, ordinal: 2, verdict: 'wrong-pair', other, date: '2026-11-30T10:00:00Z' },
  ]
  expect(parseTriage(formatTriage(entries))).toEqual({ state: 'parsed', entries })
})

test('a file without a judgement is its header', () => {
  expect(formatTriage([])).toBe(`${header}\n`)
  expect(parseTriage(header)).toEqual({ state: 'parsed', entries: [] })
})

test('lines may end as on Windows, stand in any order and have blank ones between', () => {
  const text = `\uFEFF${file({ ...entry, path: 'z.c' }, '', entry, '').replaceAll('\n', '\r\n')}`
  expect(parseTriage(text)).toEqual({ state: 'parsed', entries: [{ ...entry, path: 'z.c' }, entry] })
})

test('lines are sorted by path, function, API and ordinal, by bytes', () => {
  const at = (path: string, name: string | null, api: string, ordinal: number): TriageEntry => ({
    ...entry,
    path,
    function: name,
    api,
    ordinal,
  })
  const sorted = [
    at('a.c', null, 'get_user_pages', 1),
    at('a.c', 'f', 'get_user_pages', 2),
    at('a.c', 'f', 'get_user_pages', 10),
    at('a.c', 'f', 'put_page', 1),
    at('a.c', 'f_', 'get_user_pages', 1),
    at('a/b.c', 'f', 'get_user_pages', 1),
    at('b.c', 'F', 'get_user_pages', 1),
    // sorts behind by its bytes, and before by 16-bit units
    at('\uFF01.c', 'f', 'get_user_pages', 1),
    at('\u{1F600}.c', 'f', 'get_user_pages', 1),
  ]
  expect(formatTriage(sorted.toReversed())).toBe(formatTriage(sorted))
  expect(parseTriage(formatTriage(sorted.toReversed()))).toEqual({ state: 'parsed', entries: sorted })
})

test('whatever may be judged is read as it was written, one line each', () => {
  const text = fc.string({ unit: 'binary', minLength: 1 })
  const address = {
    path: text.filter((path) => !path.startsWith('/')),
    function: fc.option(text),
    api: text,
    ordinal: fc.integer({ min: 1 }),
  }
  const judgement = fc.record(
    {
      ...address,
      verdict: fc.constantFrom(...triageVerdicts.filter((verdict) => verdict !== 'wrong-pair')),
      case: fc.constantFrom(...triageCases),
      reason: text,
      text,
      by: text,
      date: fc
        .date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
        .map((date) => date.toISOString()),
    },
    { requiredKeys: ['path', 'function', 'api', 'ordinal', 'verdict', 'case', 'by', 'date'] },
  )
  fc.assert(
    fc.property(judgement, (judged) => {
      const written = formatTriage([judged])
      expect(parseTriage(written)).toEqual({ state: 'parsed', entries: [judged] })
      expect(written.split('\n')).toHaveLength(3)
    }),
  )
})

describe('a broken line is named, and nothing is applied', () => {
  test.each([
    ['an unknown verdict', { ...entry, verdict: 'fine' }, /"verdict" must be one of stays, blocked/],
    ['no verdict', { ...entry, verdict: undefined }, /"verdict" must be one of/],
    ['a case beyond 5', { ...entry, case: 6 }, /"case" must be one of 1, 2, 3, 4, 5/],
    ['a case without its number', { ...entry, verdict: 'case' }, /"case" needs a "case"/],
    [
      'a wrong pair without its other end',
      { ...entry, verdict: 'wrong-pair' },
      /"wrong-pair", and no other, has an "other"/,
    ],
    ['another end without a wrong pair', { ...entry, other: {} }, /"wrong-pair", and no other, has an "other"/],
    ['half of another end', { ...entry, verdict: 'wrong-pair', other: { path: 'a.c' } }, /"other.ordinal" must be/],
    ['no path', { ...entry, path: '' }, /"path" must be a text that is not empty/],
    ['an absolute path', { ...entry, path: '/etc/passwd' }, /"path" is relative to the top/],
    ['a function that is empty', { ...entry, function: '' }, /"function" must be a text that is not empty or null/],
    ['ordinal 0', { ...entry, ordinal: 0 }, /"ordinal" must be a whole number from 1/],
    ['an ordinal as text', { ...entry, ordinal: '1' }, /"ordinal" must be a whole number from 1/],
    ['a link that is a script', { ...entry, link: 'javascript:alert(1)' }, /"link" must be an address/],
    ['nobody', { ...entry, by: '' }, /"by" must be a text/],
    ['a day that is not', { ...entry, date: '2026-02-31' }, /"date" must be a day/],
    ['a local time', { ...entry, date: '2026-02-03T10:00:00+01:00' }, /"date" must be a day/],
    ['a key of another version', { ...entry, priority: 1 }, /"priority" is no key of version 1/],
    ['a list', [entry], /the line must be a JSON object/],
    ['half a line', '{"path":"a.c"', /this is not JSON/],
    ['what git leaves of a conflict', '<<<<<<< HEAD', /git left a conflict here/],
  ])('%s', (_what, line, message) => {
    checkBroken(file(entry, line), [3, message])
  })

  test('every such line is named', () => {
    checkBroken(file('x', entry, 'y'), [2, /not JSON/], [4, /not JSON/])
  })

  test('a site that is judged twice', () => {
    checkBroken(file(entry, { ...entry, verdict: 'blocked' }), [3, /judged in line 2 already/])
  })
})

test.each([
  ['nothing', ''],
  ['another file', '<html>'],
  ['a list of sites', '{"v":1,"id":"00112233445566aa"}'],
  ['no header', JSON.stringify(entry)],
])('%s is no triage file', (_what, text) => {
  checkBroken(text, [1, /the first line must be \{"pinwatch-triage":1\}/])
})

test('a version to come is not guessed at', () => {
  checkBroken(`{"pinwatch-triage":2}\n${JSON.stringify(entry)}`, [1, /version 2 is not known here/])
})
