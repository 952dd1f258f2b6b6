import { expect, test } from 'vitest'
import { makeRepository } from '#scanner/testing/make-repository.ts'
import { legacyDriver, smallKernel } from '#scanner/testing/small-kernel.ts'
import { openSession } from '../open-session.ts'
import { checkIn } from './check-range.ts'
import { asOneStep, parseRange, resolveRange } from './resolve-range.ts'

test('a range that is too long is compared by its ends, with all that it added, and says so', async () => {
  const { directory } = makeRepository([
    { files: smallKernel, tag: 'base' },
    { files: { 'drivers/one.c': legacyDriver('one') }, message: 'one: new' },
    { files: { 'drivers/two.c': legacyDriver('two') }, message: 'two: new' },
  ])
  const range = await resolveRange(directory, parseRange('base..HEAD'))
  const session = await openSession(directory, { cacheHome: null, workerEntry: null })
  try {
    const { findings, notices } = await checkIn(session, asOneStep(range, 123_456))
    expect(findings.map(({ kind, site, commit }) => [kind, site.function, commit])).toEqual([
      ['new-unconverted', 'one_map', null],
      ['new-unconverted', 'two_map', null],
    ])
    expect(notices).toEqual([
      expect.stringMatching(/^123456 commits are too many to be followed one by one: only the ends/),
    ])
    const followed = await checkIn(session, range)
    expect(followed.findings.map(({ commit }) => commit?.subject)).toEqual(['one: new', 'two: new'])
    expect(followed.notices).toEqual([])
  } finally {
    session.close()
  }
})
