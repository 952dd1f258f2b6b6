import { execFile } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { makeBundle } from '#scanner/testing/bundled.ts'
import { makeFolder, makeRepository } from '#scanner/testing/make-repository.ts'
import { runCli } from '#scanner/testing/run-cli.ts'
import { legacyDriver, smallKernel } from '#scanner/testing/small-kernel.ts'

let file: string
beforeAll(() => {
  file = makeBundle()
})

function run(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const options = { cwd: '/', env: { PATH: process.env.PATH, HOME: makeFolder(), ...env }, maxBuffer: 2 ** 26 }
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [file, ...args], options, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    )
  })
}

test('it is one file of less than 1.5 MB, with the licences of what is in it', async () => {
  const { size, mode } = statSync(file)
  expect(size).toBeLessThan(1.5 * 1024 * 1024)
  expect(mode & 0o111).not.toBe(0)
  expect((await run(['--version'])).code).toBe(0)
})

test('it lists and checks what the whole command line does', async () => {
  const { directory } = makeRepository([
    { files: smallKernel, tag: 'base' },
    { files: { 'drivers/new.c': legacyDriver('new') } },
  ])
  for (const args of [
    ['sites', '--repo', directory, '--format', 'ndjson'],
    ['check', '--repo', directory, 'base..HEAD'],
    ['compare', '--repo', directory, 'base', 'HEAD'],
    ['owners', '--repo', directory, 'drivers/legacy/legacy.c'],
  ]) {
    const [alone, whole] = await Promise.all([run(args), runCli(args)])
    expect({ code: alone.code, stdout: alone.stdout }).toEqual({ code: whole.code, stdout: whole.stdout })
  }
})

test('it reads with threads of its own where there is much to read', async () => {
  const large = Object.fromEntries(
    Array.from({ length: 24 }, (_, index) => [
      `drivers/large/${index}.c`,
      `${legacyDriver(`large_${index}`)}${'/* nothing to see */\n'.repeat(40_000)}`,
    ]),
  )
  const { directory } = makeRepository([{ files: { ...smallKernel, ...large } }])
  const { code, stdout, stderr } = await run([
    'sites',
    '--repo',
    directory,
    '--format',
    'ndjson',
    '--path',
    'drivers/large',
  ])
  expect(code, stderr).toBe(0)
  expect(stdout.trimEnd().split('\n')).toHaveLength(48)
})

test('facts are kept in the cache folder of whoever runs it', async () => {
  const home = makeFolder()
  const { directory } = makeRepository([{ files: smallKernel }])
  await run(['sites', '--repo', directory], { HOME: home })
  expect(existsSync(join(home, '.cache/pinwatch/cache'))).toBe(true)
  const elsewhere = makeFolder()
  await run(['sites', '--repo', directory], { XDG_CACHE_HOME: elsewhere })
  expect(existsSync(join(elsewhere, 'pinwatch/cache'))).toBe(true)
})

test('what needs a database is not in it', async () => {
  const { code, stderr } = await run(['start'])
  expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringMatching(/start: no such command/) })
})
