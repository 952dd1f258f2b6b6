import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' }
import { sarifToMarkdown } from '@security-alert/sarif-to-markdown'
import { Ajv } from 'ajv'
import type { Log } from 'sarif'
import { beforeAll, expect, test } from 'vitest'
import { makeRepository, type TestRepository } from '#scanner/testing/make-repository.ts'
import { runHere } from '#scanner/testing/run-here.ts'
import { legacyDriver, smallKernel } from '#scanner/testing/small-kernel.ts'

// an older draft: its own name for itself is no keyword any more, and formats need a package of their own
const { $schema: _draft, id: _id, ...schema } = sarifSchema
const isSarif = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema)

/** A pin that is dropped like a plain reference. */
const crossed = `#include <linux/mm.h>

int crossed(unsigned long where)
{
	struct page *page;

	if (pin_user_pages_fast(where, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	put_page(page);
	return 0;
}
`

let repository: TestRepository
beforeAll(() => {
  repository = makeRepository([
    { files: smallKernel, tag: 'base' },
    { files: { 'drivers/new file,%.c': legacyDriver('new') }, message: 'new: take pages' },
    { files: { 'drivers/crossed.c': crossed }, message: 'crossed: "100 %"' },
  ])
})

const check = (...args: readonly string[]) => runHere(['check', '--repo', repository.directory, 'base..HEAD', ...args])

test('text is told as checkpatch does: what, where, the line, the commit; a mismatch with its Fixes: line', async () => {
  const { code, stdout } = await check()
  expect(code).toBe(1)
  const crossing = repository.git(['rev-parse', '--short=12', 'HEAD'])
  expect(stdout.split('\n\n')[0]).toBe(
    [
      'ERROR: new-mismatched: Pages pinned by pin_user_pages_fast() in crossed() (drivers/crossed.c:7) are dropped like plain references by put_page() in crossed() (drivers/crossed.c:9): the pin is never given back. Use unpin_user_page() there.',
      '#FILE: drivers/crossed.c:7: in crossed()',
      '+\tif (pin_user_pages_fast(where, 1, FOLL_WRITE, &page) != 1)',
      '#ALSO: drivers/crossed.c:9: put_page()',
      `#COMMIT: ${crossing} ("crossed: "100 %"")`,
      `Fixes: ${crossing} ("crossed: "100 %"")`,
    ].join('\n'),
  )
  expect(stdout).toMatch(/total: 2 errors, 0 warnings, 2 commits checked\n$/)
  expect((await check('--explain')).stdout).toMatch(
    /^# {2}put_page\(\) at drivers\/crossed\.c:9 belongs to it, certain/m,
  )
})

test('for GitHub a finding is a workflow command, in which nothing of the tree can begin another one', async () => {
  const { code, stdout } = await check('--format', 'github')
  expect(code).toBe(1)
  const lines = stdout.trimEnd().split('\n')
  expect(lines).toHaveLength(2)
  expect(lines[0]).toMatch(/^::error file=drivers\/crossed\.c,line=7,col=6,title=pinwatch%3A new-mismatched::/)
  expect(lines[0]).toMatch(/%0AIntroduced by [0-9a-f]{12} \("crossed: "100 %25""\)\.$/)
  expect(lines[1]).toMatch(/^::error file=drivers\/new file%2C%25\.c,line=7,/)
})

const readSarif = (log: Log): string =>
  sarifToMarkdown({ owner: 'o', repo: 'r', branch: 'b', sourceRoot: '', details: true })(log)
    .map(({ body }) => body)
    .join('\n')

test('SARIF passes its official schema, of a check and of a list of sites', async () => {
  const { code, stdout } = await check('--format', 'sarif')
  expect(code).toBe(1)
  const log = JSON.parse(stdout) as Log
  expect(isSarif(log), JSON.stringify(isSarif.errors)).toBe(true)
  expect(log.runs[0]?.results?.map(({ ruleId, level }) => [ruleId, level])).toEqual([
    ['new-mismatched', 'error'],
    ['new-unconverted', 'error'],
  ])
  const sites = await runHere(['sites', '--repo', repository.directory, '--format', 'sarif'])
  const listed = JSON.parse(sites.stdout) as Log
  expect(isSarif(listed), JSON.stringify(isSarif.errors)).toBe(true)
  // a reader that is not ours finds rules, messages and places where it looks for them
  expect(readSarif(log)).toMatch(/\[ERROR\]\*\* \*\*\[new-mismatched\][\s\S]*\/drivers\/crossed\.c#L7$/m)
  expect(readSarif(listed)).toMatch(/drivers\/legacy\/legacy\.c/)
  expect(isSarif({ version: '2.1.0' })).toBe(false)
})

test('a fingerprint stays while lines shift', async () => {
  const before = JSON.parse((await check('--format', 'sarif')).stdout) as Log
  const other = makeRepository([
    { files: smallKernel, tag: 'base' },
    { files: { 'drivers/crossed.c': `\n\n/* more */\n${crossed}` } },
  ])
  const { stdout } = await runHere(['check', '--repo', other.directory, 'base..HEAD', '--format', 'sarif'])
  const after = JSON.parse(stdout) as Log
  expect(after.runs[0]?.results?.[0]?.partialFingerprints).toEqual(before.runs[0]?.results?.[0]?.partialFingerprints)
})
