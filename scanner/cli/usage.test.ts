import { beforeAll, describe, expect, test } from 'vitest'
import { makeRepository } from '#scanner/testing/make-repository.ts'
import { runCli } from '#scanner/testing/run-cli.ts'
import { smallKernel } from '#scanner/testing/small-kernel.ts'

let repo: string
beforeAll(() => {
  repo = makeRepository([{ files: smallKernel }]).directory
})

describe('wrong usage ends with 2, nothing on standard output, and one line that says what to write', () => {
  const cases: readonly (readonly [args: readonly string[], message: RegExp])[] = [
    [['site'], /site: no such command\. Did you mean `sites`\?/],
    [['sites'], /--repo is missing.*--help/],
    [['sites', '--repo'], /--repo is missing/],
    [['sites', '--repo', 'REPO', '--frmat', 'csv'], /--frmat: no such option\. Did you mean --format\?/],
    [['sites', '--repo', 'REPO', '--format', 'xml'], /--format "xml".*table, ndjson, csv, sarif/],
    [['sites', '--repo', 'REPO', '--status', 'convertd'], /--status "convertd".*Did you mean "converted"/],
    [['sites', '--repo', 'REPO', '--status', 'converted,'], /--status "".*unconverted, converted/],
    [['sites', '--repo', 'REPO', '--role', 'both'], /--role "both".*acquire, release/],
    [['sites', '--repo', 'REPO', '--include', 'drivers'], /--include "drivers".*Documentation, tools/],
    [['sites', '--repo', 'REPO', '--path', ''], /--path is empty/],
    [['sites', '--repo', 'REPO', '--path', 'drivers/[[:foo:]]*'], /--path "drivers.*\[:foo:\], which is no class/],
    [['sites', '--repo', 'REPO', 'drivers/media'], /"drivers\/media": one argument too many/],
    [
      ['sites', '--repo', 'REPO', '--subsystem', 'Memory'],
      /"Memory".*no such section.*Did you mean "MEMORY MANAGEMENT"/,
    ],
    [['sites', '--repo', 'REPO', '--subsystem', 'memroy managment'], /Did you mean "MEMORY MANAGEMENT"/],
    [['sites', '--repo', 'REPO', '--subsystem', 'zzz'], /no such section.*MAINTAINERS/],
    [['sites', '--repo', 'REPO', '--explain', '0000000000000000'], /--explain 0{16}: no site.*ndjson/],
    [['sites', '--repo', 'REPO', '--explain', ''], /--explain : no site/],
    [['sites', '--repo', 'REPO', '--rev', ''], /the revision is empty\. Name a tag/],
    [['sites', '--repo', 'REPO', '--rev', 'v9.9'], /"v9\.9": no such revision.*git tag/],
    [['sites', '--repo', 'REPO', '--rev=--output=/tmp/x'], /"--output=\/tmp\/x": no such revision/],
    [['owners', '--repo', 'REPO'], /PATH is missing/],
    [['owners', '--repo', 'REPO', 'no/such'], /no\/such: no such file or directory in HEAD/],
    [['owners', '--repo', 'REPO', '../x'], /\.\.\/x: no such file or directory/],
    [['completion', 'tcsh'], /tcsh: choose bash, zsh, fish/],
  ]
  test.concurrent.each(cases)('%j', async (args, message) => {
    const { code, stdout, stderr } = await runCli(args.map((arg) => (arg === 'REPO' ? repo : arg)))
    expect(stderr).toMatch(message)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(stderr).toMatch(/^pinwatch: /)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })
})

describe('help', () => {
  test.concurrent.each([[[]], [['--help']], [['sites', '--help']], [['owners', '--help']], [['completion', '--help']]])(
    '%j shows examples',
    async (args) => {
      const { code, stdout, stderr } = await runCli(args)
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout).toMatch(/EXAMPLES\n.*pinwatch|EXAMPLES\n.*:\n +pinwatch/)
    },
  )

  test('names every command', async () => {
    const { stdout } = await runCli(['--help'])
    for (const command of ['sites', 'owners', 'completion']) expect(stdout).toContain(command)
  })

  test('the version is that of the package', async () => {
    expect((await runCli(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})

describe('completion', () => {
  test.concurrent.each([
    ['bash', /complete .*pinwatch/],
    ['zsh', /^#compdef pinwatch/],
    ['fish', /^complete -c pinwatch/],
  ])('%s gets a script', async (shell, script) => {
    const { code, stdout } = await runCli(['completion', shell])
    expect(code).toBe(0)
    expect(stdout).toMatch(script)
    expect(stdout).toContain('pinwatch __complete')
  })

  test.concurrent.each([
    [['si'], 'sites\n'],
    [['s'], 'start\nsites\nscan\nserve\nscans\n'],
    [['sites', '--st'], '--status\n'],
    [['sites', '--format', 'nd'], 'ndjson\n'],
    [['owners', '--re'], '--repo\n--rev\n'],
    [['nothing', '--x'], ''],
  ])('%j proposes %j', async (words, proposals) => {
    expect(await runCli(['__complete', ...words])).toMatchObject({ code: 0, stdout: proposals, stderr: '' })
  })

  test('bash completes with the script', async () => {
    const { stdout } = await runCli(['completion', 'bash'])
    const { execFileSync } = await import('node:child_process')
    const { launcher } = await import('#scanner/testing/run-cli.ts')
    const script = `pinwatch() { '${process.execPath}' '${launcher}' "$@"; }\n${stdout}\nCOMP_WORDS=(pinwatch sites --st); COMP_CWORD=2; _pinwatch; echo "\${COMPREPLY[@]}"`
    expect(execFileSync('bash', ['-c', script]).toString()).toBe('--status\n')
  })
})
