import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { scanRevision } from '#scanner/run.ts'
import { makeFolder, makeRepository, runTestGit, type TestRepository } from '#scanner/testing/make-repository.ts'
import { legacyDriver, pinnedDriver, scanText, smallKernel } from '#scanner/testing/small-kernel.ts'

describe('the same revision gives the same rows', () => {
  let origin: TestRepository
  let expected: string

  beforeAll(async () => {
    origin = makeRepository([
      { files: smallKernel, tag: 'v1' },
      { files: { 'drivers/pinned/more.c': pinnedDriver('more') }, tag: 'v2' },
    ])
    expected = await scanText(origin.directory)
    expect(expected).toContain('drivers/pinned/more.c')
  })

  /** Clones the origin with these options into a new folder. */
  const clone = (...options: string[]): string => {
    const directory = join(makeFolder(), 'clone')
    runTestGit('/', ['clone', '--quiet', ...options, origin.directory, directory])
    return directory
  }

  test.each([
    ['a work tree', () => clone('--no-local')],
    ['a bare repository', () => clone('--bare')],
    ['a mirror', () => clone('--mirror')],
    ['a clone that uses the objects of another', () => clone('--shared')],
    ['a bare clone that uses the objects of another', () => clone('--shared', '--bare')],
    ['a clone without a checkout', () => clone('--no-checkout')],
    ['a shallow clone', () => clone('--no-local', '--depth=1')],
    ['a partial clone that has what is asked for', () => clone('--no-local', '--filter=tree:99')],
    ['a .git folder', () => join(clone(), '.git')],
  ])('from %s', async (_what, make) => {
    expect(await scanText(make())).toBe(expected)
  })

  test('from a second work tree, whose .git is a file', async () => {
    const directory = join(makeFolder(), 'second')
    origin.git(['worktree', 'add', '--quiet', '--detach', directory, 'v2'])
    expect(await scanText(directory)).toBe(expected)
    origin.git(['worktree', 'remove', directory])
  })

  test('from a repository whose .git folder lies elsewhere', async () => {
    const elsewhere = join(makeFolder(), 'elsewhere.git')
    expect(await scanText(clone(`--separate-git-dir=${elsewhere}`))).toBe(expected)
    expect(await scanText(elsewhere)).toBe(expected)
  })

  test('from packed, multi-pack-indexed and commit-graphed objects', async () => {
    const directory = clone('--no-local')
    runTestGit(directory, ['repack', '-a', '-d', '--quiet', '--write-bitmap-index'])
    runTestGit(directory, ['multi-pack-index', 'write'])
    runTestGit(directory, ['commit-graph', 'write', '--reachable'])
    runTestGit(directory, ['pack-refs', '--all'])
    expect(await scanText(directory)).toBe(expected)
  })

  test('from SHA-256', async () => {
    const { directory } = makeRepository(
      [{ files: { ...smallKernel, 'drivers/pinned/more.c': pinnedDriver('more') } }],
      { objectFormat: 'sha256' },
    )
    expect(await scanText(directory)).toBe(expected)
  })
})

test('odd paths are read and ordered by their bytes', async () => {
  const odd = [
    'drivers/--output=x.c',
    'drivers/a b.c',
    'drivers/back\\slash.c',
    'drivers/grün.c',
    'drivers/line\nbreak.c',
    'drivers/quote\'s "x".c',
    'drivers/z.c',
    'drivers/z/z.c',
    'drivers/😀.c',
    'drivers/ﬀ.c',
  ]
  const { directory } = makeRepository([
    { files: { ...smallKernel, ...Object.fromEntries(odd.map((path) => [path, legacyDriver('odd')])) } },
  ])
  const scan = await scanRevision({ repo: directory, rev: 'HEAD', include: [], cacheHome: null, workerEntry: null })
  scan.repository.close()
  const paths = [...new Set(scan.rows.map(({ path }) => path))]
  for (const path of odd) expect(paths).toContain(path)
  expect(paths).toEqual([...paths].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))))
  expect(scan.rows.every(({ subsystems }) => subsystems.includes('THE REST'))).toBe(true)
})

test('a path that is no UTF-8 is read, its odd bytes shown as git quotes them', async () => {
  const { directory, git } = makeRepository([{ files: smallKernel }])
  const blob = git(['rev-parse', 'HEAD:drivers/legacy/legacy.c'])
  const entry = Buffer.concat([
    Buffer.from(`100644 blob ${blob}\t`),
    Buffer.from([0x61, 0xff, 0x2e, 0x63]),
    Buffer.from([0]),
  ])
  const tree = git(['mktree', '-z'], entry)
  const commit = git(['commit-tree', '-m', 'odd', tree])
  expect(JSON.parse((await scanText(directory, commit)).split('\n')[0] ?? '')).toMatchObject({ path: 'a\\377.c' })
})

test('a driver outside the tree that calls by the macros of its headers alone does not vanish', async () => {
  const { directory } = makeRepository([
    {
      files: {
        'compat/outer.h': '#define A_PIN B_PIN\n#define A_DROP(p, n) B_DROP(p, n)\n',
        'compat/inner.h':
          '#ifdef HAVE_PIN\n# define B_PIN pin_user_pages_fast\n# define B_DROP(p, n) unpin_user_pages(p, n)\n#else\n# define B_PIN get_user_pages_fast\n# define B_DROP(p, n) release_pages(p, n)\n#endif\n',
        'drv/use.c':
          'int hold(struct box *box, unsigned long at)\n{\n\treturn A_PIN(at, 1, 1, box->list);\n}\nvoid drop(struct box *box)\n{\n\tA_DROP(box->list, 1);\n}\n',
      },
    },
  ])
  const scan = await scanRevision({ repo: directory, rev: 'HEAD', include: [], cacheHome: null, workerEntry: null })
  scan.repository.close()
  const acquires = scan.rows.filter(({ role }) => role === 'acquire')
  expect(acquires.map(({ path, api, status, pairs }) => [path, api, status, pairs.map((pair) => pair.api)])).toEqual([
    ['drv/use.c', 'pin_user_pages_fast', 'converted', ['unpin_user_pages']],
    ['drv/use.c', 'get_user_pages_fast', 'unconverted', ['release_pages']],
  ])
})
