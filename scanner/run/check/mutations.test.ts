import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeRepository } from '#scanner/testing/make-repository.ts'
import { checkMutation } from '#scanner/testing/mutations/check-mutation.ts'
import { smallMutations } from '#scanner/testing/mutations/small-mutations.ts'
import { smallTree } from '#scanner/testing/mutations/small-tree.ts'
import { openSession, type Session } from '../open-session.ts'

let session: Session
let base: string
beforeAll(async () => {
  const { directory, git } = makeRepository([{ files: smallTree }])
  base = git(['rev-parse', 'HEAD'])
  session = await openSession(directory, { cacheHome: null, workerEntry: null })
})
afterAll(() => session.close())

test.each(smallMutations.map((mutation) => [mutation.name, mutation] as const))('%s', async (_name, mutation) => {
  const { found, improved, told } = await checkMutation(session, base, mutation)
  expect([...found].sort()).toEqual([...mutation.expect].sort())
  expect(improved).toEqual(mutation.improved ?? [])
  if (mutation.told !== undefined) expect(told).toEqual(mutation.told)
})
