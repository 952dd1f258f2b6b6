import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openRepository, resolveCommit } from '#scanner/git/open-repository.ts'
import { openScratch, type Scratch } from '#scanner/git/open-scratch.ts'
import { runGit } from '#scanner/git/spawn-git.ts'
import { openSession, type Session } from '#scanner/run/open-session.ts'
import { sample } from '#scanner/testing/long-run.ts'
import { checkMutation } from '#scanner/testing/mutations/check-mutation.ts'
import { hasKernel, kernel } from './kernel.ts'
import { kernelMutations } from './kernel-mutations.ts'

/** The files that are changed are as they were in 6.12; of another release some names may be missing. */
const hasRelease = hasKernel && (await newestRelease()) !== null

async function newestRelease(): Promise<string | null> {
  const { stdout } = await runGit(kernel.repository, ['tag', '--list', '--sort=-version:refname', 'v6.12.*'])
  return stdout.split('\n')[0] || null
}

let session: Session
let scratch: Scratch
let base: string
beforeAll(async () => {
  if (!hasRelease) return
  const repository = await openRepository(kernel.repository)
  base = (await resolveCommit(repository, (await newestRelease()) ?? '')).oid
  repository.close()
  scratch = await openScratch(kernel.repository)
  session = await openSession(scratch.directory, { cacheHome: inject('kernelCache'), workerEntry: null })
})
afterAll(async () => {
  if (!hasRelease) return
  session.close()
  await scratch.close()
})

test('the list has at least sixty mutations, each with a name of its own', () => {
  expect(new Set(kernelMutations.map(({ name }) => name)).size).toBeGreaterThanOrEqual(60)
})

test.runIf(hasRelease).each(sample(kernelMutations).map((mutation) => [mutation.name, mutation] as const))(
  '%s',
  async (_name, mutation) => {
    const { found, improved, told } = await checkMutation(session, base, mutation)
    expect([...found].sort()).toEqual([...mutation.expect].sort())
    expect(improved).toEqual(mutation.improved ?? [])
    if (mutation.told !== undefined) expect(told).toEqual(mutation.told)
  },
)
