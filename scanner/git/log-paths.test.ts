import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { PathCommit } from '#scanner/model/path-history.ts'
import { makeFolder, makeRepository, runTestGit, type TestRepository } from '#scanner/testing/make-repository.ts'
import { logPaths } from './log-paths.ts'

/** `subject: path -+` for each commit, oldest first; for a merge `path` once for each parent it differs from, as `path/1`. */
async function log(repository: TestRepository, paths: readonly string[], from = 'start', to = 'main') {
  const { directory, git } = repository
  const commits = await logPaths(directory, { from: git(['rev-parse', from]), to: git(['rev-parse', to]), paths })
  return commits.map((commit) => describeCommit(repository, commit))
}

function describeCommit({ git }: TestRepository, { commit, parents, changes }: PathCommit): string {
  const subject = git(['log', '-1', '--format=%s', commit])
  const sides = changes.flatMap((side, index) =>
    side.map(
      ({ path, before, after }) =>
        `${path}${before === null ? '+' : ''}${after === null ? '-' : ''}${parents.length > 1 ? `/${index + 1}` : ''}`,
    ),
  )
  return `${subject}: ${sides.join(' ')}`
}

/** A repository that is worked in with git itself, for branches and merges; `start` is a tag of its first commit. */
function makeWorked(files: Readonly<Record<string, string>>) {
  const repository = makeRepository([{ files, tag: 'start' }])
  const { git } = repository
  const write = (changed: Readonly<Record<string, string | null>>, subject: string) => {
    for (const [path, text] of Object.entries(changed)) {
      if (text === null) git(['update-index', '--force-remove', path])
      else {
        const oid = git(['hash-object', '-w', '--stdin'], text)
        git(['update-index', '--add', '--cacheinfo', '100644', oid, path])
      }
    }
    git(['commit', '--quiet', '--allow-empty', '-m', subject])
  }
  /** A merge whose tree is that of the first parent, with these changes. */
  const merge = (branch: string, changed: Readonly<Record<string, string | null>>, subject: string) => {
    git(['merge', '--quiet', '--no-ff', '--strategy=ours', '-m', subject, branch])
    if (Object.keys(changed).length > 0) {
      write(changed, subject)
      git(['reset', '--soft', 'HEAD~1'])
      git(['commit', '--quiet', '--amend', '-m', subject])
    }
  }
  const branch = (name: string, at: string) =>
    git(['symbolic-ref', 'HEAD', `refs/heads/${name}`]) + git(['reset', '--quiet', at])
  return { ...repository, write, merge, branch }
}

test('only commits that touch the paths are told, parents before children, with the blobs before and after', async () => {
  const { git, ...worked } = makeWorked({ 'a.c': '1', 'b.c': '1' })
  worked.write({ 'a.c': '2' }, 'changes a')
  worked.write({ 'b.c': '2' }, 'changes b')
  worked.write({ 'a.c': null, 'c.c': '2' }, 'renames a')
  const range = { from: git(['rev-parse', 'start']), to: git(['rev-parse', 'main']), paths: ['a.c', 'c.c'] }
  const blob = (name: string) => git(['rev-parse', name])
  const [first, second] = await logPaths(worked.directory, range)
  expect(first).toEqual({
    commit: blob('main~2'),
    parents: [blob('start')],
    changes: [[{ path: 'a.c', before: blob('start:a.c'), after: blob('main~2:a.c') }]],
  })
  expect(second?.parents).toEqual([blob('main~2')])
  expect(second?.changes).toEqual([
    [
      { path: 'a.c', before: blob('main~2:a.c'), after: null },
      { path: 'c.c', before: null, after: blob('main:c.c') },
    ],
  ])
})

test('no paths, and paths that nothing touches, have no history', async () => {
  const worked = makeWorked({ 'a.c': '1' })
  worked.write({ 'b.c': '2' }, 'changes b')
  expect(await log(worked, [])).toEqual([])
  expect(await log(worked, ['a.c', 'nothing.c'])).toEqual([])
})

test('what is between is what the later one has and the earlier one has not', async () => {
  const worked = makeWorked({ 'a.c': '1' })
  for (const n of ['2', '3', '4']) worked.write({ 'a.c': n }, n)
  expect(await log(worked, ['a.c'], 'main~2', 'main~1')).toEqual(['3: a.c'])
})

describe('merges', () => {
  test('one that joins a side which touches the paths is told by what differs from each parent', async () => {
    const worked = makeWorked({ 'a.c': '1', 'b.c': '1' })
    worked.write({ 'b.c': '2' }, 'on the line')
    worked.branch('side', 'start')
    worked.write({ 'a.c': '2' }, 'on the side')
    worked.branch('main', 'main')
    worked.merge('side', { 'a.c': '2' }, 'merges')
    expect((await log(worked, ['a.c', 'b.c'])).toSorted()).toEqual([
      'merges: a.c/1 b.c/2',
      'on the line: b.c',
      'on the side: a.c',
    ])
  })

  test('one that touches none of the paths is left out', async () => {
    const worked = makeWorked({ 'a.c': '1', 'b.c': '1' })
    worked.write({ 'a.c': '2' }, 'on the line')
    worked.branch('side', 'start')
    worked.write({ 'b.c': '2' }, 'on the side')
    worked.branch('main', 'main')
    worked.merge('side', { 'b.c': '2' }, 'merges')
    worked.write({ 'a.c': '3' }, 'after')
    expect(await log(worked, ['a.c'])).toEqual(['on the line: a.c', 'after: a.c'])
  })

  test('one that makes what no side has differs from every parent', async () => {
    const worked = makeWorked({ 'a.c': '1' })
    worked.write({ 'a.c': '2' }, 'on the line')
    worked.branch('side', 'start')
    worked.write({ 'a.c': '3' }, 'on the side')
    worked.branch('main', 'main')
    worked.merge('side', { 'a.c': 'evil' }, 'merges')
    expect((await log(worked, ['a.c'])).at(-1)).toBe('merges: a.c/1 a.c/2')
  })

  test('a side that ends as it began is followed too: full history', async () => {
    const worked = makeWorked({ 'a.c': '1' })
    worked.branch('side', 'start')
    worked.write({ 'a.c': '2' }, 'does')
    worked.write({ 'a.c': '1' }, 'undoes')
    worked.branch('main', 'main')
    worked.write({ other: '1' }, 'on the line')
    worked.merge('side', {}, 'merges')
    worked.write({ 'a.c': '3' }, 'after')
    expect(await log(worked, ['a.c'])).toEqual(expect.arrayContaining(['does: a.c', 'undoes: a.c', 'after: a.c']))
  })
})

describe('odd names', () => {
  const names = [
    'with space.c',
    ' leading and trailing ',
    '-dash.c',
    '--stdin',
    ':(exclude)magic.c',
    ':!not.c',
    'star*.c',
    'what?.c',
    '[set].c',
    'back\\slash.c',
    'octal \\351.c',
    'line\nbreak.c',
    'carriage\r',
    '"quoted".c',
    'ünï.c',
    '#comment',
    '^up.c',
    'dir/with space/x.c',
  ]
  test.each(names)('%j', async (name) => {
    const repository = makeRepository([
      { files: { [name]: '1', 'starx.c': '1', 'whatx.c': '1', 's.c': '1' }, tag: 'start' },
      { files: { [name]: '2', 'starx.c': '2', 'whatx.c': '2', 's.c': '2' } },
    ])
    expect(await log(repository, [name])).toEqual([`test: ${name}`])
  })

  test('that are no UTF-8 are found as the walk over trees writes them', async () => {
    const repository = makeRepository([])
    const { git } = repository
    const importCommit = (text: string, from: string) =>
      git(
        ['fast-import', '--quiet', '--force'],
        Buffer.concat([
          Buffer.from(
            `commit refs/heads/main\ncommitter T <t@x> 1700000000 +0000\ndata 4\ntest\n${from}M 100644 inline "dir/caf`,
          ),
          Buffer.from([0xe9]),
          Buffer.from(`.c"\ndata ${text.length}\n${text}\n`),
        ]),
      )
    importCommit('1', '')
    git(['tag', 'start', 'main'])
    importCommit('2', 'from refs/heads/main^0\n')
    expect(await log(repository, ['dir/caf\\351.c'])).toEqual(['test: dir/caf\\351.c'])
    expect(await log(repository, ['dir/caf\\350.c', 'dir/caf?.c'])).toEqual(['test: '])
  })

  test('of a directory do not stand for what is in it', async () => {
    const repository = makeRepository([{ files: { 'dir/a.c': '1' }, tag: 'start' }, { files: { 'dir/a.c': '2' } }])
    expect(await log(repository, ['dir'])).toEqual(['test: '])
  })
})

test.each([
  ['that names a parent', `(from ${'a'.repeat(40)}) x`],
  ['that begins with a commit', `${'b'.repeat(40)} x`],
  ['that looks like a change', `:100644 100644 ${'c'.repeat(40)} ${'c'.repeat(40)} M`],
  ['that tells a size', 'log size 3'],
  ['that is empty', ''],
  ['with control characters', 'a\x01\x1b[31m b'],
])('a subject %s misleads nobody', async (_, subject) => {
  const worked = makeWorked({ 'a.c': '1' })
  const { git } = worked
  git(['update-index', '--cacheinfo', '100644', git(['hash-object', '-w', '--stdin'], '2'), 'a.c'])
  git(['commit', '--quiet', '--cleanup=verbatim', '--allow-empty-message', '-m', subject])
  const range = { from: git(['rev-parse', 'start']), to: git(['rev-parse', 'main']), paths: ['a.c'] }
  expect(await logPaths(worked.directory, range)).toEqual([
    {
      commit: range.to,
      parents: [range.from],
      changes: [[{ path: 'a.c', before: git(['rev-parse', 'start:a.c']), after: git(['rev-parse', 'main:a.c']) }]],
    },
  ])
})

test('links and submodules are no files', async () => {
  const worked = makeWorked({ 'a.c': '1', 'b.c': '1' })
  const { git } = worked
  git(['update-index', '--cacheinfo', '120000', git(['hash-object', '-w', '--stdin'], 'target'), 'a.c'])
  git(['update-index', '--cacheinfo', '160000', git(['rev-parse', 'main']), 'b.c'])
  git(['commit', '--quiet', '-m', 'no files'])
  expect(await log(worked, ['a.c', 'b.c'])).toEqual(['no files: a.c- b.c-'])
})

test('what the repository configures neither runs nor changes the answer', async () => {
  const worked = makeWorked({ 'a.c': '1', 'b.c': '1' })
  worked.write({ 'a.c': null, 'b.c': '2' }, 'changes')
  const marker = join(makeFolder(), 'ran')
  const { git } = worked
  for (const [name, value] of [
    ['log.showSignature', 'true'],
    ['gpg.program', `touch ${marker};`],
    ['log.follow', 'true'],
    ['log.showRoot', 'false'],
    ['log.diffMerges', 'first-parent'],
    ['log.decorate', 'full'],
    ['diff.renames', 'copies'],
    ['diff.noprefix', 'true'],
    ['diff.external', `touch ${marker};`],
    ['diff.relative', 'true'],
    ['color.ui', 'always'],
    ['format.pretty', 'fuller'],
    ['core.abbrev', '5'],
    ['core.quotePath', 'true'],
    ['notes.displayRef', '*'],
  ] as const)
    git(['config', name, value])
  expect(await log(worked, ['a.c', 'b.c'])).toEqual(['changes: a.c- b.c'])
  expect(existsSync(marker)).toBe(false)
})

describe('repositories', () => {
  function makeTwo(objectFormat: 'sha1' | 'sha256' = 'sha1') {
    return makeRepository(
      [{ files: { 'a.c': '1' }, tag: 'start' }, { files: { 'a.c': '2' } }, { files: { 'a.c': '3' } }],
      { objectFormat, bare: true },
    )
  }
  test('of SHA-256', async () => {
    expect(await log(makeTwo('sha256'), ['a.c'])).toEqual(['test: a.c', 'test: a.c'])
  })

  test('a clone without blobs tells the same', async () => {
    const origin = makeTwo()
    origin.git(['config', 'uploadpack.allowFilter', 'true'])
    const clone = join(makeFolder(), 'clone')
    runTestGit(origin.directory, [
      'clone',
      '--quiet',
      '--bare',
      '--filter=blob:none',
      `file://${origin.directory}`,
      clone,
    ])
    const range = { from: origin.git(['rev-parse', 'start']), to: origin.git(['rev-parse', 'main']), paths: ['a.c'] }
    expect(await logPaths(clone, range)).toEqual(await logPaths(origin.directory, range))
  })

  test('a clone without trees says that something is missing', async () => {
    const origin = makeTwo()
    origin.git(['config', 'uploadpack.allowFilter', 'true'])
    const clone = join(makeFolder(), 'clone')
    runTestGit(origin.directory, ['clone', '--quiet', '--bare', '--filter=tree:0', `file://${origin.directory}`, clone])
    const range = { from: origin.git(['rev-parse', 'start']), to: origin.git(['rev-parse', 'main']), paths: ['a.c'] }
    await expect(logPaths(clone, range)).rejects.toMatchObject({
      code: expect.stringMatching(/missing-object|corrupt-object/),
    })
  })

  test('a commit that is not there is an error', async () => {
    const { directory, git } = makeTwo()
    const range = { from: '0123456789'.repeat(4), to: git(['rev-parse', 'main']), paths: ['a.c'] }
    await expect(logPaths(directory, range)).rejects.toMatchObject({ name: 'GitError' })
    await expect(logPaths(directory, { ...range, from: '--all' })).rejects.toMatchObject({ code: 'bad-revision-name' })
  })
})

test('a thousand paths and five thousand commits are one process', async () => {
  const repository = makeRepository([{ files: { 'dir/0.c': '0' }, tag: 'start' }])
  const stream = ['feature done\n']
  for (let n = 1; n <= 5000; n++) {
    stream.push(
      `commit refs/heads/main\ncommitter T <t@x> 1700000000 +0000\ndata 1\nx\n${n === 1 ? 'from refs/heads/main^0\n' : ''}`,
    )
    stream.push(`M 100644 inline dir/${n % 1000}.c\ndata ${String(n).length}\n${n}\n`)
  }
  repository.git(['fast-import', '--quiet'], `${stream.join('')}done\n`)
  const paths = Array.from({ length: 1000 }, (_, n) => `dir/${n}.c`)
  const range = { from: repository.git(['rev-parse', 'start']), to: repository.git(['rev-parse', 'main']), paths }
  const commits = await logPaths(repository.directory, range)
  expect(commits).toHaveLength(5000)
  expect(commits.at(-1)?.changes).toMatchObject([[{ path: 'dir/0.c' }]])
})
