import { expect, test } from 'vitest'
import { makeFolder, makeRepository } from '#scanner/testing/make-repository.ts'
import { commitMutation } from '#scanner/testing/mutations/check-mutation.ts'
import { smallMutations } from '#scanner/testing/mutations/small-mutations.ts'
import { smallTree } from '#scanner/testing/mutations/small-tree.ts'
import { checkRange } from './check-range.ts'

test('what earlier checks taught, and what a range cannot reach, changes nothing of a report', {
  timeout: 120_000,
}, async () => {
  const { directory, git } = makeRepository([{ files: smallTree }])
  const base = git(['rev-parse', 'HEAD'])
  const cacheHome = makeFolder()
  for (const mutation of smallMutations.filter((_one, index) => index % 5 === 0)) {
    const range = await commitMutation(directory, base, mutation)
    const cold = await checkRange(range, { cacheHome: null, workerEntry: null })
    expect(await checkRange(range, { cacheHome, workerEntry: null }), mutation.name).toEqual(cold)
    // judgements of people, though there are none, want all sites
    const whole = await checkRange(range, { cacheHome: null, workerEntry: null, triage: [] })
    expect(whole, mutation.name).toEqual(cold)
  }
})
