import { expect, test } from 'vitest'
import { formatTriage } from './format-triage.ts'
import { mergeTriage } from './merge-triage.ts'
import { parseTriage } from './parse-triage.ts'
import type { TriageEntry } from './triage.ts'

const says = (path: string, reason = 'read-only', by = 'Ann'): TriageEntry => ({
  ...{ path, function: 'f', api: 'get_user_pages', ordinal: 1 },
  ...{ verdict: 'stays', reason, by, date: '2026-11-30' },
})
const [a, b, c, d] = ['a.c', 'b.c', 'c.c', 'd.c'].map((path) => says(path)) as [
  ...[TriageEntry, TriageEntry, TriageEntry, TriageEntry],
]

test.each([
  ['neighbours that both add are both there', [a, d], [a, b, d], [a, c, d], [a, b, c, d]],
  ['what one takes back is gone', [a, b], [a, b], [b], [b]],
  ['what one judges otherwise is taken over', [a, b], [says('a.c', 'new'), b], [a, b], [says('a.c', 'new'), b]],
  ['what both judge alike is there once', [a], [a, b], [a, b], [a, b]],
  ['two files that begin anew are put together', [], [b, a], [c], [a, b, c]],
  ['what both take back is gone', [a, b], [a], [a], [a]],
])('%s', (_what, base, ours, theirs, merged) => {
  expect(mergeTriage({ base, ours, theirs })).toEqual({ text: formatTriage(merged), conflicts: [] })
})

test.each([
  ['what both judge otherwise', [b], [a, says('b.c', 'one')], [says('b.c', 'other'), c]],
  ['what one takes back and the other judges otherwise', [a, b, c], [a, c], [a, says('b.c', 'other'), c]],
])('%s is a conflict, and that site alone', (_what, base, ours, theirs) => {
  const { text, conflicts } = mergeTriage({ base, ours, theirs })
  expect(conflicts).toMatchObject([{ path: 'b.c' }])
  expect(text.match(/^<{7} ours$/gm)).toHaveLength(1)
  const parsed = parseTriage(text)
  expect(parsed).toMatchObject({ state: 'broken' })
  const side = text.replace(/^<{7}.*\n|={7}\n[\s\S]*?>{7}.*\n/gm, '')
  expect(parseTriage(side)).toMatchObject({ state: 'parsed' })
})
