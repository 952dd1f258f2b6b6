import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeBundle } from '#scanner/testing/bundled.ts'
import { type FakeGithub, openFakeGithub } from '#scanner/testing/github/open-fake-github.ts'
import { gitEnvironment, makeFolder, makeRepository, type TestRepository } from '#scanner/testing/make-repository.ts'
import { legacyDriver, smallKernel } from '#scanner/testing/small-kernel.ts'

let fake: FakeGithub
let kernel: TestRepository
let action: string
beforeAll(async () => {
  fake = await openFakeGithub({ secret: { login: 'bot', permissions: ['checks=write'] } })
  kernel = makeRepository([
    { files: smallKernel, tag: 'base' },
    { files: { 'drivers/new.c': legacyDriver('new') }, message: 'new: take pages' },
  ])
  action = makeFolder()
  mkdirSync(join(action, 'dist'))
  symlinkSync(makeBundle(), join(action, 'dist/pinwatch.mjs'))
})
beforeEach(() => fake.reset())
afterAll(() => fake.close())

/** The one step of the action that is ours, as the runner starts it. */
const script = (
  /\n {6}run: \|\n((?:(?: {8}.*)?\n)+)/.exec(
    readFileSync(new URL('../../../action.yml', import.meta.url), 'utf8'),
  )?.[1] ?? ''
).replace(/^ {8}/gm, '')

function run(env: Readonly<Record<string, string>>) {
  const all = {
    ...gitEnvironment,
    HOME: makeFolder(),
    ACTION: action,
    BASE: 'base',
    HEAD: 'HEAD',
    TREE: '.',
    TRIAGE: '',
    STRICT: 'false',
    CHECK_RUN: 'false',
    GITHUB_TOKEN: 'secret',
    GITHUB_API_URL: fake.url,
    GITHUB_REPOSITORY: 'o/r',
    ...env,
  }
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    // as the runner starts a step with `shell: bash`
    execFile(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script],
      { cwd: kernel.directory, env: all },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    )
  })
}

test('it annotates what a pull request adds, and fails', async () => {
  const { code, stdout, stderr } = await run({})
  expect(code, stderr).toBe(1)
  expect(stdout).toMatch(/^::error file=drivers\/new\.c,line=7/m)
})

test('it makes a check run where that is wished', async () => {
  const { code, stderr } = await run({ CHECK_RUN: 'true' })
  expect(code, stderr).toBe(1)
  expect(fake.problems).toEqual([])
  expect(fake.state.checkRuns).toMatchObject([{ head_sha: kernel.git(['rev-parse', 'HEAD']), conclusion: 'failure' }])
})

test('of a new branch the last commit is checked', async () => {
  expect((await run({ BASE: '0'.repeat(40), HEAD: 'base~0' })).code).toBe(2)
  expect((await run({ BASE: '0'.repeat(40) })).code).toBe(1)
})

test('an input is never a command', async () => {
  const { stderr } = await run({ BASE: '$(touch oops)', HEAD: 'HEAD' })
  expect(stderr).toMatch(/no such revision/)
  expect(kernel.git(['status', '--porcelain'])).not.toMatch(/oops/)
})
