import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseThinned } from './choose-thinned.ts'

const dayMs = 86_400_000
/** A Thursday. */
const now = new Date('2026-11-26T12:00Z')

/** Revisions by how many days ago they were committed, oldest first; `r` marks a release. */
const line = (...days: readonly (number | `${number}r`)[]) =>
  days.map((day) => {
    const committedAt = new Date(now.getTime() - Number.parseFloat(String(day)) * dayMs)
    return { commit: String(day), committedAt, publishedAt: committedAt }
  })
const rule = { now, keepDays: 7, isKept: (commit: string) => commit.endsWith('r') }

test.each([
  ['the ends of a line stay, however old', line(900, 800), []],
  ['of a week the last one stays', line(900, 31, 30, 29, 28, 0), ['31', '30', '29']],
  ['the week begins on Monday', line(900, 26, 25, 24, 23, 0), ['26', '24']],
  ['releases stay, beside the last of their week', line(900, '31r', 30, 29, 0), ['30']],
  ['the last days stay', line(900, 6.9, 6.8, 6.7, 0), []],
  ['what was committed earlier in a week of which something stays goes', line(900, 8, 7.5, 3, 0), ['8']],
])('%s', (_, revisions, thinned) => {
  expect(chooseThinned(revisions, rule)).toEqual(thinned)
})

test('what was published in the last days stays, whenever it was committed', () => {
  const revisions = line(900, 31, 30, 29, 0)
  const late = revisions.map((revision) => ({ ...revision, publishedAt: new Date(now.getTime() - dayMs) }))
  expect(chooseThinned(late, rule)).toEqual([])
})

test('what stays the first time stays the second time', () => {
  const days = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 30 })
  fc.assert(
    fc.property(days, (ages) => {
      // dates need not follow ancestry
      const revisions = line(...ages).map((revision, at) => ({ ...revision, commit: String(at) }))
      const isKept = (commit: string) => Number(commit) % 5 === 1
      const gone = new Set(chooseThinned(revisions, { ...rule, isKept }))
      const left = revisions.filter(({ commit }) => !gone.has(commit))
      expect(chooseThinned(left, { ...rule, isKept })).toEqual([])
      expect(left.filter((_, at) => at === 0 || at === left.length - 1)).toEqual(
        revisions.length === 0 ? [] : [...new Set([revisions[0], revisions.at(-1)])],
      )
    }),
  )
})
