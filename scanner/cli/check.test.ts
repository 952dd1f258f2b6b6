import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { makeRepository, type TestCommit } from '#scanner/testing/make-repository.ts'
import { runHere } from '#scanner/testing/run-here.ts'
import { legacyDriver, pinnedDriver, smallKernel } from '#scanner/testing/small-kernel.ts'
import checkSchema from '../../public/schema/check-v1.json' with { type: 'json' }
import siteSchema from '../../public/schema/site-v1.json' with { type: 'json' }

const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).addSchema(siteSchema).compile(checkSchema)

interface Report {
  readonly verdict: string
  readonly findings: readonly {
    readonly kind: string
    readonly severity: string
    readonly site: { readonly path: string; readonly api: string }
    readonly commit: { readonly subject: string } | null
    readonly mendedBy: string | null
  }[]
  readonly improved: readonly { readonly after: { readonly path: string }; readonly commit: unknown }[]
}

const kernelWith = (...commits: readonly TestCommit[]) =>
  makeRepository([{ files: smallKernel, tag: 'base', message: 'the kernel' }, ...commits])

async function check(repo: string, ...args: readonly string[]): Promise<{ code: number | null; report: Report }> {
  const { code, stdout, stderr } = await runHere(['check', '--repo', repo, '--format', 'json', ...args])
  expect(stdout, stderr).not.toBe('')
  const report: unknown = JSON.parse(stdout)
  expect(validate(report), JSON.stringify(validate.errors)).toBe(true)
  return { code, report: report as Report }
}

test('a new legacy call fails, is told with its commit and what to call instead', async () => {
  const repo = kernelWith(
    { files: { 'drivers/new.c': legacyDriver('new') }, message: 'new: take pages' },
    { files: { 'drivers/plain.c': 'int plain(void)\n{\n\treturn 1;\n}\n' }, message: 'plain: one' },
  ).directory
  const { code, report } = await check(repo, 'base..HEAD')
  expect(code).toBe(1)
  expect(report.verdict).toBe('fail')
  expect(report.findings).toMatchObject([
    {
      kind: 'new-unconverted',
      severity: 'error',
      site: { path: 'drivers/new.c', api: 'get_user_pages_fast' },
      commit: { subject: 'new: take pages' },
      mendedBy: null,
    },
  ])
  const text = await runHere(['check', '--repo', repo, 'base..HEAD'])
  expect(text.stdout).toMatch(
    /^ERROR: new-unconverted: get_user_pages_fast\(\) in new_map\(\) .*Use pin_user_pages_fast\(\)/,
  )
  expect(text.stdout).toMatch(/^#FILE: drivers\/new\.c:7: in new_map\(\)$/m)
  expect(text.stdout).toMatch(/^#COMMIT: [0-9a-f]{12} \("new: take pages"\)$/m)
  expect(text.stdout).toMatch(/total: 1 error, 0 warnings, 2 commits checked\n$/)
})

test('what was there before passes, wherever it moved and whatever it is called now', async () => {
  const { directory } = kernelWith({
    files: { 'drivers/legacy/legacy.c': null, 'drivers/else/moved.c': legacyDriver('renamed') },
  })
  const { code, report } = await check(directory, 'base..HEAD')
  expect({ code, findings: report.findings }).toEqual({ code: 0, findings: [] })
})

test('a conversion that is undone fails; one that is made is an improvement', async () => {
  const { directory } = kernelWith({
    files: { 'drivers/legacy/legacy.c': pinnedDriver('legacy'), 'drivers/pinned/pinned.c': legacyDriver('pinned') },
    message: 'swap',
  })
  const { code, report } = await check(directory, 'base..HEAD')
  expect(code).toBe(1)
  expect(report.findings.map(({ kind, site }) => [kind, site.path])).toEqual([
    ['new-unconverted', 'drivers/pinned/pinned.c'],
  ])
  expect(report.improved).toMatchObject([{ after: { path: 'drivers/legacy/legacy.c' }, commit: { subject: 'swap' } }])
})

test('what a later commit of the range mends is a note', async () => {
  const { directory, git } = kernelWith(
    { files: { 'drivers/new.c': legacyDriver('new') }, message: 'new' },
    { files: { 'drivers/new.c': pinnedDriver('new') }, message: 'new: pin' },
  )
  const { code, report } = await check(directory, 'base..HEAD')
  expect(code).toBe(0)
  expect(report.findings).toMatchObject([
    { kind: 'new-unconverted', severity: 'note', commit: { subject: 'new' }, mendedBy: git(['rev-parse', 'HEAD']) },
  ])
})

test('of a branch only what it did counts, not what its base did meanwhile', async () => {
  const { directory, git, commit } = kernelWith()
  commit({ files: { 'drivers/legacy/legacy.c': pinnedDriver('legacy') }, message: 'master: convert' })
  git(['branch', 'master'])
  git(['update-ref', 'refs/heads/main', 'base'])
  commit({ files: { 'drivers/plain.c': 'int plain(void)\n{\n\treturn 1;\n}\n' }, message: 'branch' })
  for (const range of ['master..main', 'master...main']) {
    const { code, report } = await check(directory, range)
    expect({ code, findings: report.findings }).toEqual({ code: 0, findings: [] })
  }
})

test('one commit is compared with its parent', async () => {
  const { directory } = kernelWith(
    { files: { 'drivers/new.c': legacyDriver('new') } },
    { files: { 'drivers/x.c': '' } },
  )
  expect((await check(directory, 'HEAD')).code).toBe(0)
  expect((await check(directory, 'HEAD^')).code).toBe(1)
})

test.each([
  ['nothing to check', [], /say what to check/],
  ['an unknown base', ['v9..HEAD'], /"v9": no such revision/],
  ['a range that goes backwards', ['HEAD..base'], /goes backwards/],
  ['a first commit', ['base'], /first commit/],
])('%s is refused with a sentence', async (_what, args, message) => {
  const { directory } = kernelWith({ files: { 'drivers/x.c': '' } })
  const { code, stdout, stderr } = await runHere(['check', '--repo', directory, ...args])
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(message)
})
