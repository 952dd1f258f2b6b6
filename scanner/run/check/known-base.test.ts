import { expect, test } from 'vitest'
import { makeFolder, makeRepository } from '#scanner/testing/make-repository.ts'
import { commitMutation } from '#scanner/testing/mutations/check-mutation.ts'
import { smallMutations } from '#scanner/testing/mutations/small-mutations.ts'
import { smallTree } from '#scanner/testing/mutations/small-tree.ts'
import { wholeFilesMax } from '../choose-scopes.ts'
import { checkRange } from './check-range.ts'

/** So many files that a tree is looked through by its parts, as a kernel is. */
const filler = Object.fromEntries(
  Array.from({ length: wholeFilesMax }, (_unused, index) => [`fs/filler/f${index}.c`, 'int filler;\n']),
)

test.each([
  ['a small repository', smallTree, 6],
  ['a tree as large as a kernel', { ...smallTree, ...filler }, 12],
] as const)(
  'what earlier checks taught, and what a range cannot reach, changes nothing of a report: %s',
  {
    timeout: 120_000,
  },
  async (_what, files, each) => {
    const { directory, git } = makeRepository([{ files }])
    const base = git(['rev-parse', 'HEAD'])
    const cacheHome = makeFolder()
    for (const mutation of smallMutations.filter((_one, index) => index % each === 0)) {
      const range = await commitMutation(directory, base, mutation)
      const cold = await checkRange(range, { cacheHome: null, workerEntry: null })
      expect(await checkRange(range, { cacheHome, workerEntry: null }), mutation.name).toEqual(cold)
      // judgements of people, though there are none, want all sites
      const whole = await checkRange(range, { cacheHome: null, workerEntry: null, triage: [] })
      expect(whole, mutation.name).toEqual(cold)
    }
  },
)
