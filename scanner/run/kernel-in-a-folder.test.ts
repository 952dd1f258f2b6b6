import { beforeAll, describe, expect, test } from 'vitest'
import {
  type Files,
  makeFolder,
  makeRepository,
  runTestGit,
  type TestRepository,
} from '#scanner/testing/make-repository.ts'
import { runHere } from '#scanner/testing/run-here.ts'
import { legacyDriver, pinnedDriver, smallKernel } from '#scanner/testing/small-kernel.ts'

interface Row {
  readonly path: string
  readonly subsystem: string | null
  readonly target: string | null
  readonly status: string
}

const below = (folder: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]))

/** Test code by its place, an implementation by its place. */
const placed: Files = { 'tools/testing/x.c': legacyDriver('x'), 'mm/gup.c': legacyDriver('gup') }

const list = async (repo: string, ...flags: readonly string[]) => {
  const { code, stdout, stderr } = await runHere(['sites', '--repo', repo, '--format', 'ndjson', ...flags])
  const rows = stdout.split('\n').filter((line) => line !== '')
  return { code, stderr, rows: rows.map((line): Row => JSON.parse(line)) }
}

describe('one kernel below a folder', () => {
  let repo: TestRepository

  beforeAll(() => {
    repo = makeRepository([
      {
        files: {
          ...below('vendor/linux', { ...smallKernel, ...placed }),
          'modules/box/box.c': legacyDriver('box'),
          'tools/flash.c': legacyDriver('flash'),
          'mm/gup.c': legacyDriver('odd'),
        },
      },
      { files: { 'vendor/linux/drivers/legacy/more.c': legacyDriver('more') } },
    ])
  })

  test('is found by itself, with its MAINTAINERS, its headers and what its places mean', async () => {
    const { rows, stderr } = await list(repo.directory)
    expect(stderr).toContain('The kernel tree of HEAD lies in vendor/linux/')
    const of = (path: string) => rows.filter((row) => row.path === path)
    expect(of('vendor/linux/drivers/legacy/legacy.c')[0]).toMatchObject({
      subsystem: 'LEGACY DRIVER',
      status: 'unconverted',
      target: 'pin_user_pages_fast',
    })
    expect(of('vendor/linux/mm/gup.c').every(({ status }) => status === 'implementation')).toBe(true)
    expect(of('vendor/linux/tools/testing/x.c')).toEqual([])
    expect(stderr).toContain('left-out 2')
  })

  test('hides nothing that lies beside it, where its places mean nothing', async () => {
    const { rows } = await list(repo.directory)
    for (const path of ['modules/box/box.c', 'tools/flash.c', 'mm/gup.c'])
      expect(rows.find((row) => row.path === path)).toMatchObject({ status: 'unconverted', subsystem: null })
  })

  test('is all that --subdir looks at', async () => {
    const all = await list(repo.directory)
    const { rows } = await list(repo.directory, '--subdir', './vendor/linux/')
    expect(rows).toEqual(all.rows.filter(({ path }) => path.startsWith('vendor/linux/')))
    expect((await list(repo.directory, '--subdir', 'modules')).rows.map(({ path }) => path)).toContain(
      'modules/box/box.c',
    )
  })

  test('is known to owners, check and compare', async () => {
    const owners = await runHere(['owners', '--repo', repo.directory, 'vendor/linux/drivers/legacy/legacy.c'])
    expect(owners.stdout).toContain('LEGACY DRIVER')
    for (const flags of [[], ['--subdir', 'vendor']]) {
      const check = await runHere(['check', '--repo', repo.directory, ...flags, '--format', 'json', 'HEAD'])
      expect(check.code).toBe(1)
      expect(JSON.parse(check.stdout).findings[0].site).toMatchObject({
        path: 'vendor/linux/drivers/legacy/more.c',
        subsystem: 'LEGACY DRIVER',
      })
    }
    expect((await runHere(['check', '--repo', repo.directory, '--subdir', 'modules', 'HEAD'])).code).toBe(0)
    const compared = await runHere([
      ...['compare', '--repo', repo.directory, '--subdir', 'vendor/linux', '--format', 'json', 'HEAD~1', 'HEAD'],
    ])
    expect(JSON.parse(compared.stdout).summary).toMatchObject({ appeared: 2 })
  })

  test('gives the same from a warm cache', async () => {
    const home = makeFolder()
    const scan = (...flags: string[]) =>
      runHere(['sites', '--repo', repo.directory, '--format', 'ndjson', ...flags], { home })
    const texts = []
    for (const flags of [[], ['--subdir', 'vendor'], ['--subdir', 'modules'], [], ['--include', 'tools']])
      texts.push((await scan(...flags)).stdout, (await scan(...flags, '--no-cache')).stdout)
    for (let at = 0; at < texts.length; at += 2) expect(texts[at]).toBe(texts[at + 1])
    expect(texts[8]).toContain('vendor/linux/tools/testing/x.c')
  })
})

test('of two kernels none is taken until one is named', async () => {
  const { directory } = makeRepository([
    { files: { ...below('linux-5.10', smallKernel), ...below('linux-6.1', smallKernel) } },
  ])
  const { rows, stderr } = await list(directory)
  expect(stderr).toMatch(/2 kernel trees \(linux-5\.10, linux-6\.1\).*--subdir/)
  expect(rows.every(({ subsystem }) => subsystem === null)).toBe(true)
  const one = await list(directory, '--subdir', 'linux-6.1')
  expect(one.rows.some(({ subsystem }) => subsystem === 'LEGACY DRIVER')).toBe(true)
  expect(one.rows.every(({ path }) => path.startsWith('linux-6.1/'))).toBe(true)
})

test('a folder that is not there, a file, and a part of a kernel are refused', async () => {
  const { directory } = makeRepository([{ files: smallKernel }])
  for (const [subdir, message] of [
    ['kernel', /kernel: no such folder in HEAD/],
    ['Kbuild', /Kbuild: a file, and no folder/],
    ['drivers/legacy', /part of a kernel tree.*--path drivers\/legacy/],
  ] as const) {
    const { code, stderr } = await list(directory, '--subdir', subdir)
    expect(code).toBe(2)
    expect(stderr).toMatch(message)
  }
})

test('in what is no kernel nothing is left out by its name', async () => {
  const { directory } = makeRepository([
    {
      files: {
        'tools/dma.c': legacyDriver('dma'),
        'samples/pin.c': pinnedDriver('pin'),
        MAINTAINERS: 'X\nF:\ttools/\n',
      },
    },
  ])
  const { rows, stderr } = await list(directory)
  expect([...new Set(rows.map(({ path }) => path))]).toEqual(['samples/pin.c', 'tools/dma.c'])
  expect(stderr).not.toContain('left-out')
})

describe('a partial clone', () => {
  const clone = (files: Files, filter: string): string => {
    const { directory, git } = makeRepository([{ files }])
    git(['config', 'uploadpack.allowFilter', 'true'])
    git(['config', 'uploadpack.allowAnySHA1InWant', 'true'])
    const target = `${makeFolder()}/clone`
    runTestGit('/', ['clone', '--quiet', '--no-checkout', `--filter=${filter}`, `file://${directory}`, target])
    return target
  }
  /** Has what is near its top: trees and blobs deeper than four levels are lacking. */
  const deep: Files = { 'tools/a/b/c/deep.c': legacyDriver('deep'), 'scripts/a/b/c/deep.pl': 'x\n' }

  test('needs nothing of what is left out', async () => {
    const { code, rows, stderr } = await list(clone({ ...smallKernel, ...deep }, 'tree:4'))
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('left-out 1') })
    expect(rows.length).toBeGreaterThan(3)
  })

  test('needs nothing of what lies outside --subdir', async () => {
    const files = { ...below('kernel', smallKernel), 'vendor/a/b/c/d/deep.c': legacyDriver('deep') }
    expect((await list(clone(files, 'tree:5'), '--subdir', 'kernel')).code).toBe(0)
  })

  test('needs no file that is too large to be read', async () => {
    const large = `/* registers */\n${'#define REG_0 0x0000\n'.repeat(60_000)}`
    const partial = clone({ ...smallKernel, 'drivers/registers.h': large }, 'blob:limit=1m')
    const { code, stderr } = await list(partial)
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('size 1') })
  })

  test('is refused where it lacks what is to be read', async () => {
    const { code, stderr } = await list(
      clone({ ...smallKernel, 'drivers/a/b/c/deep.c': legacyDriver('deep') }, 'tree:4'),
    )
    expect(code).toBe(2)
    expect(stderr).toMatch(/git fetch --refetch/)
  })
})
