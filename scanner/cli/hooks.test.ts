import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { makeBundle } from '#scanner/testing/bundled.ts'
import { gitEnvironment, makeFolder, makeRepository, runTestGit } from '#scanner/testing/make-repository.ts'
import { legacyDriver, pinnedDriver, smallKernel } from '#scanner/testing/small-kernel.ts'

const hooks = fileURLToPath(new URL('../../deploy/hooks/', import.meta.url))

let bundle: string
beforeAll(() => {
  bundle = makeBundle()
})

/** A clone of a small kernel, with the hooks in place as their heads say; `origin` is where it was cloned from. */
function makeClone(): { readonly directory: string; readonly origin: string } {
  const origin = makeRepository([{ files: smallKernel, tag: 'v1' }], { bare: true }).directory
  const directory = join(makeFolder(), 'clone')
  runTestGit('/', ['clone', '--quiet', origin, directory])
  for (const name of ['pre-push', 'sendemail-validate']) {
    copyFileSync(join(hooks, name), join(directory, '.git/hooks', name))
    chmodSync(join(directory, '.git/hooks', name), 0o755)
  }
  copyFileSync(bundle, join(directory, '.git/hooks/pinwatch.mjs'))
  return { directory, origin }
}

interface Run {
  readonly code: number | null
  readonly output: string
}

function run(
  directory: string,
  command: readonly string[],
  more: { readonly env?: object; readonly input?: string } = {},
): Run {
  const [program = '', ...args] = command
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: directory,
    env: { ...gitEnvironment, HOME: makeFolder(), ...more.env },
    input: more.input ?? '',
    encoding: 'utf8',
  })
  return { code: status, output: `${stdout}${stderr}` }
}

function commit(directory: string, path: string, text: string): void {
  mkdirSync(join(directory, path, '..'), { recursive: true })
  writeFileSync(join(directory, path), text)
  runTestGit(directory, ['add', '.'])
  runTestGit(directory, ['commit', '--quiet', `--message=${path}: change`])
}

test('pre-push stops a new unconverted call, on a branch that is there and on a new one, and lets others pass', () => {
  const { directory } = makeClone()
  commit(directory, 'drivers/fine.c', pinnedDriver('fine'))
  expect(run(directory, ['git', 'push', '--quiet', 'origin', 'HEAD:main'])).toMatchObject({ code: 0 })
  commit(directory, 'drivers/new.c', legacyDriver('new'))
  for (const target of ['HEAD:main', 'HEAD:refs/heads/topic']) {
    const { code, output } = run(directory, ['git', 'push', '--quiet', 'origin', target])
    expect(code, output).not.toBe(0)
    expect(output).toMatch(/ERROR: new-unconverted: .*new_map\(\)/)
    expect(output).not.toMatch(/fine_map/)
  }
  expect(run(directory, ['git', 'push', '--quiet', '--no-verify', 'origin', 'HEAD:refs/heads/topic'])).toMatchObject({
    code: 0,
  })
  expect(run(directory, ['git', 'push', '--quiet', 'origin', ':refs/heads/topic', 'v1:refs/tags/v2'])).toMatchObject({
    code: 0,
  })
})

const patchesOf = (directory: string): readonly string[] => {
  const folder = makeFolder()
  return runTestGit(directory, ['format-patch', '--quiet', '--base=v1', '-o', folder, '--cover-letter', 'v1..HEAD']) ===
    ''
    ? run(folder, ['sh', '-c', 'ls -1 "$PWD"/*.patch']).output.trimEnd().split('\n')
    : []
}

test.each([
  ['counts its files', true],
  ['does not, as before 2.41', false],
])('sendemail-validate checks a series as one where git %s', (_what, counts) => {
  const { directory } = makeClone()
  commit(directory, 'drivers/two.c', pinnedDriver('two'))
  commit(directory, 'drivers/two.c', legacyDriver('two'))
  const patches = patchesOf(directory)
  expect(patches).toHaveLength(3)
  runTestGit(directory, ['config', 'pinwatch.base', 'v1'])
  const results = patches.map((patch, index) =>
    run(directory, ['.git/hooks/sendemail-validate', patch], {
      env: counts
        ? { GIT_SENDEMAIL_FILE_COUNTER: String(index + 1), GIT_SENDEMAIL_FILE_TOTAL: String(patches.length) }
        : {},
    }),
  )
  expect(
    results.map(({ code }) => code),
    results.map(({ output }) => output).join('\n'),
  ).toEqual([0, 0, 1])
  expect(results[2]?.output).toMatch(/ERROR: new-unconverted: .*two_map\(\)/)
})

const hasSendEmail =
  spawnSync('git', ['send-email', '-h'], { encoding: 'utf8' }).stderr.includes('usage: git send-email') ||
  spawnSync('git', ['send-email', '-h'], { encoding: 'utf8' }).stdout.includes('git send-email')

test.skipIf(!hasSendEmail)('git send-email sends nothing that the hook refuses', () => {
  const { directory } = makeClone()
  commit(directory, 'drivers/fine.c', pinnedDriver('fine'))
  const send = () =>
    run(directory, ['git', 'send-email', '--dry-run', '--to=list@example.org', '--confirm=never', '--base=v1', '-1'])
  const fine = send()
  expect(fine.code, fine.output).toBe(0)
  commit(directory, 'drivers/new.c', legacyDriver('new'))
  const { code, output } = send()
  expect(code, output).not.toBe(0)
  expect(output).toMatch(/ERROR: new-unconverted/)
})

test('b4-check says of each patch of a branch what it adds, on top of those before it', () => {
  const { directory } = makeClone()
  commit(directory, 'drivers/two.c', pinnedDriver('two'))
  commit(directory, 'drivers/two.c', legacyDriver('two'))
  copyFileSync(join(hooks, 'b4-check'), join(directory, '.git/hooks/b4-check'))
  chmodSync(join(directory, '.git/hooks/b4-check'), 0o755)
  const [cover = '', first = '', second = ''] = patchesOf(directory)
  const check = (patch: string) => run(directory, ['.git/hooks/b4-check'], { input: readFileSync(patch, 'utf8') })
  expect(check(cover)).toEqual({ code: 0, output: '' })
  expect(check(first)).toEqual({ code: 0, output: '' })
  const { code, output } = check(second)
  expect(code).toBe(1)
  expect(output).toMatch(/^drivers\/two\.c:7: ERROR: new-unconverted: .*\n$/)
})

test('the step of the GitHub workflow annotates what a branch adds to its base', () => {
  const { directory } = makeClone()
  mkdirSync(join(directory, '.github'))
  copyFileSync(bundle, join(directory, '.github/pinwatch.mjs'))
  runTestGit(directory, ['checkout', '--quiet', '-b', 'topic'])
  const workflow = readFileSync(join(hooks, 'github-workflow.yml'), 'utf8')
  const script = /run: \|\n((?: {10}.*\n)+)/.exec(workflow)?.[1]
  expect(script).toBeDefined()
  const step = () => run(directory, ['bash', '-e', '-c', script ?? ''], { env: { BASE: 'origin/main' } })
  commit(directory, 'drivers/fine.c', pinnedDriver('fine'))
  expect(step()).toMatchObject({ code: 0 })
  commit(directory, 'drivers/new.c', legacyDriver('new'))
  const { code, output } = step()
  expect(code).toBe(1)
  expect(output).toMatch(/^::error file=drivers\/new\.c,line=7,/m)
})
