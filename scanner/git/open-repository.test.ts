import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeFolder, makeRepository, type TestRepository } from '#scanner/testing/make-repository.ts'
import { openRepository, type Repository, resolveCommit } from './open-repository.ts'

describe('a revision', () => {
  let made: TestRepository
  let repository: Repository
  let first: string
  let second: string

  beforeAll(async () => {
    made = makeRepository([
      { files: { 'a.c': 'int a;\n' }, tag: 'v1' },
      { files: { 'a.c': 'int b;\n' }, tag: 'v2' },
    ])
    first = made.git(['rev-parse', 'v1'])
    second = made.git(['rev-parse', 'v2'])
    made.git(['tag', '-a', '-m', 'annotated', 'v1-annotated', 'v1'])
    made.git(['tag', '-a', '-m', 'tag of a tag', 'v1-twice', 'v1-annotated'])
    made.git(['branch', 'older', 'v1'])
    made.git(['tag', 'of-a-tree', 'v1^{tree}'])
    repository = await openRepository(made.directory)
  })
  afterAll(() => repository.close())

  test.each(['v1', 'v1-annotated', 'v1-twice', 'older', 'refs/heads/older', 'HEAD~1', 'HEAD^', 'main~1', 'v1^0'])(
    '%s names a commit',
    async (name) => {
      expect(await resolveCommit(repository, name)).toEqual({
        oid: first,
        tree: made.git(['rev-parse', 'v1^{tree}']),
        name,
        subject: 'test',
        committedAt: new Date(1_700_000_000_000),
      })
    },
  )

  test('an id names a commit, in full, shortened and in capitals', async () => {
    for (const name of [second, second.slice(0, 10), second.toUpperCase()]) {
      expect((await resolveCommit(repository, name)).oid).toBe(second)
    }
  })

  test.each([
    'no-such-branch',
    '--output=/tmp/pinwatch-x',
    '-h',
    '--help',
    'HEAD~99',
    'of-a-tree',
    'HEAD:a.c',
    'f'.repeat(40),
    'f'.repeat(64),
    'HEAD missing',
    'HEAD\tHEAD',
    '..',
    'é',
  ])('%s names none, and the error says which revision and what to do', async (name) => {
    await expect(resolveCommit(repository, name)).rejects.toMatchObject({
      name: 'GitError',
      code: 'unknown-revision',
      message: expect.stringMatching(/no such revision in .*git tag/),
    })
    expect(existsSync('/tmp/pinwatch-x')).toBe(false)
  })

  test('an id that several commits begin with asks for more digits', async () => {
    const many = makeRepository([], { bare: true })
    // 1,000 commits share four digits somewhere; always the same, since nothing in them changes
    const commits = Array.from(
      { length: 1000 },
      (_unused, at) => `commit refs/heads/main\ncommitter A <a@example.org> ${at + 1} +0000\ndata 1\nx\n`,
    )
    many.git(['fast-import', '--quiet'], commits.join(''))
    const prefixes = many
      .git(['rev-list', '--all'])
      .split('\n')
      .map((oid) => oid.slice(0, 4))
    const shared = prefixes.find((prefix, at) => prefixes.indexOf(prefix) < at) ?? ''
    const opened = await openRepository(many.directory)
    await expect(resolveCommit(opened, shared)).rejects.toMatchObject({
      code: 'unknown-revision',
      message: `${shared}: several objects begin like this. Write more digits.`,
    })
    opened.close()
  })

  test.each([
    ['an empty name', ''],
    ['a blank name', ' '],
    ['a name with a line break', 'HEAD\nHEAD'],
    ['a name with NUL', 'HEAD\0'],
  ])('%s is refused', async (_what, name) => {
    await expect(resolveCommit(repository, name)).rejects.toMatchObject({ code: 'bad-revision-name' })
  })

  test('a question that was refused does not shift the answers of those behind it', async () => {
    const asked = ['v1', 'nothing', 'HEAD\n', 'v2', '-h', 'older'].map((name) => resolveCommit(repository, name))
    const answers = await Promise.allSettled(asked)
    expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.oid : null))).toEqual([
      first,
      null,
      null,
      second,
      null,
      first,
    ])
  })

  test('a name that only a path relative to a work tree has is no end of git', async () => {
    await expect(resolveCommit(repository, 'HEAD:../x')).rejects.toMatchObject({ name: 'GitError' })
  })
})

describe('a directory that is no repository', () => {
  const open = async (directory: string, rev = 'HEAD') => {
    const repository = await openRepository(directory)
    return resolveCommit(repository, rev).finally(repository.close)
  }

  test('is refused where it does not exist, or is a file', async () => {
    await expect(open('/nonexistent/tree')).rejects.toMatchObject({ code: 'no-such-directory' })
    await expect(open('/etc/passwd')).rejects.toMatchObject({ code: 'no-such-directory' })
    await expect(open('/etc/passwd/below')).rejects.toMatchObject({ code: 'no-such-directory' })
    await expect(open('')).rejects.toMatchObject({ code: 'no-such-directory' })
  })

  test('is refused where git finds nothing', async () => {
    await expect(open(makeFolder())).rejects.toMatchObject({
      code: 'not-a-repository',
      message: expect.stringContaining('not a git repository'),
    })
  })

  test('is refused where it only lies inside a repository', async () => {
    const { directory } = makeRepository([{ files: { 'drivers/a.c': 'int a;\n' } }])
    await expect(open(join(directory, 'drivers'))).rejects.toMatchObject({
      code: 'not-a-repository',
      message: expect.stringContaining("work tree's top folder"),
    })
  })

  test('a repository without a commit says so', async () => {
    await expect(open(makeRepository([]).directory)).rejects.toMatchObject({ code: 'empty-repository' })
  })

  test('a HEAD without a commit beside other branches names one of them', async () => {
    const { directory, git } = makeRepository([{ files: { 'a.c': '' } }])
    git(['symbolic-ref', 'HEAD', 'refs/heads/none'])
    await expect(open(directory)).rejects.toMatchObject({
      code: 'unborn-head',
      message: expect.stringContaining('--rev main'),
    })
  })

  test('a HEAD whose commit is lost is corrupt, not unborn', async () => {
    const { directory, git } = makeRepository([{ files: { 'a.c': '' } }])
    git(['tag', 'good'])
    writeFileSync(join(directory, '.git/refs/heads/main'), `${'1'.repeat(40)}\n`)
    const lost = { code: 'corrupt-object', message: expect.stringContaining('git fsck') }
    await expect(open(directory)).rejects.toMatchObject(lost)
    await expect(open(directory, 'main')).rejects.toMatchObject(lost)
    await expect(open(directory, 'nothing')).rejects.toMatchObject({ code: 'unknown-revision' })
    expect((await open(directory, 'good')).name).toBe('good')
  })
})
