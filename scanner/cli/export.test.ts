import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeFolder, makeRepository } from '#scanner/testing/make-repository.ts'
import { runCli } from '#scanner/testing/run-cli.ts'
import { legacyDriver, smallKernel } from '#scanner/testing/small-kernel.ts'

let repo: string
beforeAll(() => {
  const twice = `${legacyDriver('twice')}\n/* pages of another kind */\nvoid twice_drop(struct page *page)\n{\n\tput_page(page);\n}\n`
  repo = makeRepository([{ files: { ...smallKernel, 'drivers/twice.c': twice } }]).directory
})

describe.skipIf(spawnSync('spatch', ['--version']).error !== undefined)('with Coccinelle', () => {
  let file: string
  beforeAll(async () => {
    const { code, stdout, stderr } = await runCli(['export', '--repo', repo, '--cocci'])
    expect(code, stderr).toBe(0)
    expect(stdout).toMatch(/^\/\/ Tried with Coccinelle \S+: it finds all of them\.$/m)
    file = join(makeFolder(), 'gup.cocci')
    writeFileSync(file, stdout)
  })
  const spatch = (mode: string) =>
    execFileSync('spatch', ['--very-quiet', '--no-includes', '--sp-file', file, '-D', mode, '--dir', 'drivers'], {
      cwd: repo,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })

  test('the open acquires are found, and nothing else', () => {
    expect(spatch('report').trimEnd().split('\n').sort()).toEqual([
      expect.stringMatching(/^drivers\/legacy\/legacy\.c:7:7-26: get_user_pages_fast\(\) in legacy_map\(\)/),
      expect.stringMatching(/^drivers\/twice\.c:7:7-26: get_user_pages_fast\(\) in twice_map\(\)/),
    ])
    expect(spatch('context').match(/^-[^-].*/gm)).toEqual(Array(2).fill(expect.stringMatching(/get_user_pages_fast/)))
  })

  test('acquire and release are renamed together, and no other release', () => {
    const patch = spatch('patch')
    expect(patch.match(/^\+[^+].*/gm)?.map((line) => line.trim())).toEqual(
      Array.from({ length: 4 }, (_, index) =>
        expect.stringMatching(index % 2 === 0 ? /got = pin_user_pages_fast\(/ : /unpin_user_page\(pages\[i\]\)/),
      ),
    )
    expect(patch).not.toMatch(/^-\tput_page\(page\);/m)
  })
})

test('untried, the header says so', async () => {
  const { code, stdout } = await runCli(['export', '--repo', repo, '--cocci', '--no-try'])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^\/\/ Not tried: /m)
})

test('without Coccinelle it is written all the same, with a note', async () => {
  const { code, stderr } = await runCli(['export', '--repo', repo, '--cocci'], { env: { PATH: gitAlone() } })
  expect(code).toBe(0)
  expect(stderr).toMatch(/spatch\) was not found/)
})

/** A folder for PATH in which there is git and nothing else. */
function gitAlone(): string {
  const folder = makeFolder()
  const git = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim()
  execFileSync('ln', ['-s', git, join(folder, 'git')])
  return folder
}

test.each([
  ['nothing to write', [], /say what to export/],
  ['both', ['--cocci', '--checkpatch'], /say what to export/],
  ['a tree without checkpatch', ['--checkpatch'], /HEAD has no scripts\/checkpatch\.pl/],
])('%s is refused', async (_what, options, message) => {
  const { code, stderr } = await runCli(['export', '--repo', repo, ...options])
  expect(code).toBe(2)
  expect(stderr).toMatch(message)
})
