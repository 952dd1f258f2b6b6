import { execFile } from 'node:child_process'
import { appendFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { makeFolder, makeRepository, runTestGit, type TestRepository } from '#scanner/testing/make-repository.ts'
import { cliEnvironment, launcher, runCli } from '#scanner/testing/run-cli.ts'
import { runHere } from '#scanner/testing/run-here.ts'
import { legacyDriver, pinnedDriver, smallKernel } from '#scanner/testing/small-kernel.ts'

const check = (repo: string, ...args: readonly string[]) => runHere(['check', '--repo', repo, ...args])

/** Every file below a folder with size and time: what must not change. */
function listState({ directory }: TestRepository): string {
  return readdirSync(join(directory, '.git'), { recursive: true, encoding: 'utf8' })
    .map((name) => [name, statSync(join(directory, '.git', name))] as const)
    .map(([name, { size, mtimeMs }]) => `${name} ${size} ${mtimeMs}`)
    .sort()
    .join('\n')
}

test('the index is checked, and what is only in the work tree is not', async () => {
  const repository = makeRepository([{ files: smallKernel }])
  const { directory, git } = repository
  writeFileSync(join(directory, 'drivers/new.c'), legacyDriver('new'))
  expect((await check(directory, '--staged')).code).toBe(0)
  git(['add', 'drivers/new.c'])
  const before = listState(repository)
  const { code, stdout } = await check(directory, '--staged')
  expect({ code, stdout }).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/new_map\(\).*takes plain references/),
  })
  expect(stdout).not.toMatch(/#COMMIT/)
  expect(listState(repository)).toBe(before)
})

test('the work tree is checked with files that git does not know yet, and without those it ignores', async () => {
  const repository = makeRepository([{ files: { ...smallKernel, '.gitignore': 'ignored.c\n' } }])
  const { directory } = repository
  writeFileSync(join(directory, 'ignored.c'), legacyDriver('ignored'))
  expect((await check(directory, '--worktree')).code).toBe(0)
  appendFileSync(join(directory, 'drivers/plain.c'), legacyDriver('more'))
  writeFileSync(join(directory, 'drivers/new.c'), legacyDriver('new'))
  const before = listState(repository)
  const { code, stdout } = await check(directory, '--worktree')
  expect(code).toBe(1)
  expect(stdout).toMatch(/total: 2 errors/)
  expect(listState(repository)).toBe(before)
})

test('a work tree without a header, or with sources of other names, is checked as well', async () => {
  const { directory } = makeRepository([{ files: { 'one.c': pinnedDriver('one') } }])
  writeFileSync(join(directory, 'two.c'), legacyDriver('two'))
  writeFileSync(join(directory, 'part.inc'), legacyDriver('part'))
  const { stdout } = await check(directory, '--worktree')
  expect(stdout).toMatch(/two_map\(\).*takes plain references/)
  expect(stdout).toMatch(/part_map\(\).*takes plain references/)
})

test('a file that changed as soon as it was written, and not in size, is read anew', async () => {
  const pinned = pinnedDriver('quick')
  const { directory, git } = makeRepository([{ files: { ...smallKernel, 'drivers/quick.c': pinned } }])
  // as old as the index, by the second
  git(['reset', '--hard', '--quiet'])
  writeFileSync(join(directory, 'drivers/quick.c'), pinned.replace('unpin_user_pages', 'release_pages   '))
  // looked at when that second is over
  await setTimeout(1000 - (Date.now() % 1000))
  const { stdout } = await check(directory, '--worktree')
  expect(stdout).toMatch(/new-mismatched.*quick_map/)
})

test('an index with conflicts, and one that is not there, are refused', async () => {
  const { directory, git, commit } = makeRepository([{ files: smallKernel }])
  git(['branch', 'other'])
  commit({ files: { 'drivers/plain.c': 'int one;\n' } })
  git(['reset', '--hard', '--quiet', 'other'])
  writeFileSync(join(directory, 'drivers/plain.c'), 'int two;\n')
  git(['commit', '--quiet', '--all', '--message=two'])
  git(['update-ref', 'refs/heads/other', 'main'])
  git(['reset', '--hard', '--quiet', 'main~1'])
  writeFileSync(join(directory, 'drivers/plain.c'), 'int three;\n')
  git(['commit', '--quiet', '--all', '--message=three'])
  expect(() => git(['merge', 'other'])).toThrow()
  const conflict = await check(directory, '--staged')
  expect({ code: conflict.code, stderr: conflict.stderr }).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/conflicts.*git add/),
  })
  const bare = await check(makeRepository([{ files: smallKernel }], { bare: true }).directory, '--worktree')
  expect({ code: bare.code, stderr: bare.stderr }).toMatchObject({ code: 2, stderr: expect.stringMatching(/bare/) })
})

test('a downstream is asked only for what it did on top of a release', async () => {
  const { directory } = makeRepository([
    { files: { ...smallKernel, 'drivers/upstream.c': legacyDriver('upstream') }, tag: 'v1' },
    { files: { 'drivers/own.c': legacyDriver('own') } },
  ])
  const { code, stdout } = await check(directory, '--since-tag', 'v1')
  expect(code).toBe(1)
  expect(stdout).toMatch(/own_map/)
  expect(stdout).not.toMatch(/upstream_map/)
  const unknown = await check(directory, '--since-tag', 'v2')
  expect({ code: unknown.code, stderr: unknown.stderr }).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/"v2": no such tag/),
  })
})

test.each([
  ['--staged', '--worktree'],
  ['--staged', 'HEAD'],
  ['--since-tag', 'v1', '--staged'],
])('two ways at once are refused: %s %s', async (...args) => {
  const { code, stderr } = await check(makeRepository([{ files: smallKernel }]).directory, ...args)
  expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringMatching(/say one thing to check/) })
})

test('what somebody judged to stay is a note with the reason; a judgement of nothing is told', async () => {
  const { directory } = makeRepository([
    { files: smallKernel, tag: 'v1' },
    { files: { 'drivers/new.c': legacyDriver('new') } },
  ])
  const file = join(makeFolder(), 'gup.triage')
  const entry = { path: 'drivers/new.c', function: 'new_map', api: 'get_user_pages_fast', ordinal: 1 }
  const said = { verdict: 'stays', case: 4, reason: 'only struct page', by: 'A Reader', date: '2026-11-30' }
  writeFileSync(
    file,
    [{ 'pinwatch-triage': 1 }, { ...entry, ...said }, { ...entry, ...said, path: 'drivers/old.c' }]
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(''),
  )
  const { code, stdout, stderr } = await check(directory, 'HEAD', '--triage', file)
  expect(code).toBe(0)
  expect(stdout).toMatch(/^NOTE: new-unconverted: .*A Reader says: stays, case 4 \(only struct page\)\.$/m)
  expect(stderr).toMatch(/1 judgement of the triage file is of sites that are not in this revision: drivers\/old\.c/)
  writeFileSync(file, '{"pinwatch-triage":1}\n{"path":1}\n')
  const broken = await check(directory, 'HEAD', '--triage', file)
  expect({ code: broken.code, stderr: broken.stderr }).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/line 2/),
  })
})

test('a comment beside the call says why it stays: a note, and shown in the list; told when it is stale or strays', async () => {
  const noted = (address: string, reason = 'only struct page is read') =>
    `int peek(unsigned long where)\n{\n\tstruct page *page;\n\n\t/* pinwatch: stays on gup (case 4): ${reason} */\n\tif (get_user_pages_fast(${address}, 1, 0, &page) != 1)\n\t\treturn -EFAULT;\n\tput_page(page);\n\treturn 0;\n}\n`
  const { directory } = makeRepository([
    { files: smallKernel, tag: 'v1' },
    { files: { 'drivers/peek.c': noted('where') }, tag: 'noted' },
    { files: { 'drivers/peek.c': noted('where + 1') }, tag: 'stale' },
    { files: { 'drivers/peek.c': noted('where + 2', 'still only struct page') }, tag: 'renewed' },
    {
      files: { 'drivers/plain.c': '/* pinwatch: stays on gup: nothing here */\nint put_page;\nint x = put_page(1);\n' },
    },
  ])
  const noteOf = await check(directory, 'noted')
  expect({ code: noteOf.code, stdout: noteOf.stdout }).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(
      /^NOTE: new-unconverted: .*A comment beside the call says: stays, case 4 \(only struct page is read\)\.$/m,
    ),
  })
  const list = await runCli(['sites', '--repo', directory, '--rev', 'noted'])
  expect(list.stdout).toMatch(/only struct page is read/)
  expect((await check(directory, 'stale')).stdout).toMatch(
    /^WARNING: to-check: .*the comment that says why the call stays did not/,
  )
  expect((await check(directory, 'renewed')).stdout).toMatch(/^total: 0 errors, 0 warnings/)
  expect((await check(directory, 'HEAD')).stderr).toMatch(
    /drivers\/plain\.c:1: a comment says why a call stays on gup, and no call/,
  )
})

test('a warning fails only where that is asked for', async () => {
  const held = (api: string) =>
    `int fill(struct crate *crate, unsigned long where)\n{\n\treturn ${api}(where, 1, FOLL_WRITE, crate->held);\n}\n`
  const { directory } = makeRepository([
    { files: smallKernel },
    { files: { 'lib/held.c': held('pin_user_pages_fast') } },
  ])
  const { code, stdout } = await check(directory, 'HEAD')
  expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringMatching(/^WARNING: to-check: /) })
  expect((await check(directory, 'HEAD', '--strict')).code).toBe(1)
})

test('a shallow clone is told what to fetch, and enough of one is enough', async () => {
  const origin = makeRepository([
    { files: smallKernel },
    { files: { 'drivers/a.c': 'int a;\n' } },
    { files: { 'drivers/b.c': legacyDriver('b') } },
  ])
  const folder = makeFolder()
  const clone = (depth: number) => {
    const name = `depth-${depth}`
    runTestGit(folder, ['clone', '--quiet', `--depth=${depth}`, `file://${origin.directory}`, name])
    return join(folder, name)
  }
  const shallow = await check(clone(1), 'HEAD')
  expect({ code: shallow.code, stderr: shallow.stderr }).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/shallow.*git fetch --deepen/),
  })
  expect((await check(clone(2), 'HEAD')).code).toBe(1)
})

test('SHA-256 and linked work trees are repositories like others', async () => {
  const { directory, git } = makeRepository(
    [{ files: smallKernel }, { files: { 'drivers/new.c': legacyDriver('new') } }],
    {
      objectFormat: 'sha256',
    },
  )
  expect((await check(directory, 'HEAD')).code).toBe(1)
  const linked = join(makeFolder(), 'linked')
  git(['worktree', 'add', '--quiet', '--detach', linked, 'HEAD^'])
  expect((await check(linked, '--staged')).code).toBe(0)
  writeFileSync(join(linked, 'drivers/other.c'), legacyDriver('other'))
  runTestGit(linked, ['add', '.'])
  expect((await check(linked, '--staged')).code).toBe(1)
})

test('a merge is asked for what it brought, whoever made it', async () => {
  const { directory, git, commit } = makeRepository([{ files: smallKernel }])
  git(['branch', 'topic'])
  commit({ files: { 'drivers/a.c': 'int a;\n' } })
  git(['checkout', '--quiet', 'topic'])
  writeFileSync(join(directory, 'drivers/new.c'), legacyDriver('new'))
  git(['add', '.'])
  git(['commit', '--quiet', '--message=topic: take pages'])
  git(['checkout', '--quiet', '--force', 'main'])
  git(['merge', '--quiet', '--no-ff', '--message=merge topic', 'topic'])
  const { code, stdout } = await check(directory, 'HEAD')
  expect(code).toBe(1)
  expect(stdout).toMatch(/#COMMIT: [0-9a-f]{12} \("topic: take pages"\)/)
})

test('a closed pipe is no pass', async () => {
  const { directory } = makeRepository([{ files: smallKernel }])
  const script = `set -o pipefail; "$@" | true`
  const ended = await new Promise<number>((resolve) => {
    const command = [script, 'sh', process.execPath, launcher, 'check', '--repo', directory, 'HEAD~0..HEAD']
    execFile('bash', ['-c', ...command], { env: cliEnvironment({}) }, (error) => resolve(Number(error?.code ?? 0)))
  })
  expect(ended).toBe(2)
})

test('who mends an old mismatch is given its Fixes line, by blame of the later end; not where history does not say', async () => {
  const broken = legacyDriver('box').replace('get_user_pages_fast', 'pin_user_pages_fast')
  const { directory } = makeRepository([
    { files: { ...smallKernel, 'drivers/box.c': legacyDriver('box') } },
    { files: { 'drivers/box.c': broken }, message: 'box: pin the pages' },
    { files: { 'drivers/box.c': `/* box */\n${broken}` }, message: 'box: say what it is', tag: 'wrong' },
    { files: { 'drivers/box.c': `/* box */\n${pinnedDriver('box')}` }, message: 'box: unpin them' },
  ])
  // the release is as old as history
  const unsaid = await check(directory, 'wrong..HEAD')
  expect(unsaid.stdout).toMatch(/^IMPROVED: .*mismatched -> converted/m)
  expect(unsaid.stdout).not.toMatch(/^Fixes:/m)
  const older = makeRepository([
    { files: smallKernel },
    { files: { 'drivers/box.c': legacyDriver('box') }, message: 'box: new' },
    { files: { 'drivers/box.c': broken }, message: 'box: pin the pages', tag: 'wrong' },
    { files: { 'drivers/box.c': pinnedDriver('box') }, message: 'box: unpin them' },
  ])
  const wrong = older.git(['rev-parse', '--short=12', 'wrong'])
  expect((await check(older.directory, 'wrong..HEAD')).stdout).toContain(`\nFixes: ${wrong} ("box: pin the pages")\n`)
})

test('from a folder below the top the repository around it is checked', async () => {
  const { directory } = makeRepository([{ files: smallKernel }, { files: { 'drivers/new.c': legacyDriver('new') } }])
  const { code, stdout } = await runCli(['check', 'HEAD'], { cwd: join(directory, 'drivers') })
  expect({ code, stdout }).toMatchObject({ code: 1, stdout: expect.stringMatching(/^#FILE: drivers\/new\.c:7:/m) })
  const outside = await runCli(['check', 'HEAD'], { cwd: makeFolder() })
  expect(outside).toMatchObject({ code: 2, stderr: expect.stringMatching(/not a git repository/) })
})
