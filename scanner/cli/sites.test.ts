import { Ajv2020 } from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, test } from 'vitest'
import type { SiteRow } from '#scanner/model/site.ts'
import { makeRepository } from '#scanner/testing/make-repository.ts'
import { runCli } from '#scanner/testing/run-cli.ts'
import { runHere } from '#scanner/testing/run-here.ts'
import { legacyDriver, pinnedDriver, smallKernel } from '#scanner/testing/small-kernel.ts'
import schema from '../../public/schema/site-v1.json' with { type: 'json' }

let repo: string
beforeAll(() => {
  repo = makeRepository([
    {
      files: {
        ...smallKernel,
        'drivers/legacy/z-last.c': pinnedDriver('last'),
        'drivers/legacy-other/a.c': legacyDriver('other'),
        'drivers/stray.c': 'void stray(struct page *page)\n{\n\tput_page(page);\n}\n',
        'Documentation/example.c': legacyDriver('example'),
      },
      tag: 'v1',
    },
  ]).directory
})

/** Rows of `sites` with these options. */
async function list(...options: string[]): Promise<readonly SiteRow[]> {
  const { code, stdout, stderr } = await runHere(['sites', '--repo', repo, '--format', 'ndjson', ...options])
  expect(code, stderr).toBe(0)
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as SiteRow)
}

const pathsOf = (rows: readonly SiteRow[]): readonly string[] => [...new Set(rows.map(({ path }) => path))]

test('rows are valid, ordered by path bytes, line and column, and each has an id of its own', async () => {
  const rows = await list('--all')
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema)
  for (const row of rows) expect(validate(row), JSON.stringify(validate.errors)).toBe(true)
  const ordered = [...rows].sort(
    (a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)) || a.line - b.line || a.column - b.column,
  )
  expect(rows).toEqual(ordered)
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
})

test('a row tells place, function, API, status and owners', async () => {
  const [row] = await list('--path', 'drivers/legacy/legacy.c', '--role', 'acquire')
  expect(row).toMatchObject({
    path: 'drivers/legacy/legacy.c',
    line: 7,
    column: 8,
    function: 'legacy_map',
    ordinal: 1,
    api: 'get_user_pages_fast',
    status: 'unconverted',
    subsystem: 'LEGACY DRIVER',
    subsystems: ['LEGACY DRIVER', 'THE REST'],
    maintainers: [{ name: 'Old Hand', email: 'old@example.org', role: 'maintainer' }],
    pairs: [{ path: 'drivers/legacy/legacy.c', line: 9, api: 'put_page' }],
  })
})

describe('filters', () => {
  test.each([
    ['a directory', 'drivers/legacy', ['drivers/legacy/legacy.c', 'drivers/legacy/z-last.c']],
    ['a directory with a slash', 'drivers/legacy/', ['drivers/legacy/legacy.c', 'drivers/legacy/z-last.c']],
    ['a path with ./', './drivers/pinned', ['drivers/pinned/pinned.c']],
    ['a file', 'drivers/pinned/pinned.c', ['drivers/pinned/pinned.c']],
    ['a glob', 'drivers/*/z*.c', ['drivers/legacy/z-last.c']],
    ['a deep glob', '**/p*.c', ['drivers/pinned/pinned.c']],
    ['a glob of directories', 'drivers/p*', ['drivers/pinned/pinned.c']],
    ['a name', 'pinned.c', ['drivers/pinned/pinned.c']],
    ['a glob of nothing', 'no/*', []],
  ])('--path: %s', async (_what, path, expected) => {
    expect(pathsOf(await list('--path', path))).toEqual(expected)
  })

  test('a path that is misspelt is no place where nothing is left', async () => {
    const { code, stderr } = await runCli(['sites', '--repo', repo, '--path', 'drivers/legcy'])
    expect(code).toBe(2)
    expect(stderr).toContain(
      '--path "drivers/legcy": HEAD has no such file or directory, and no site in a file of this name.',
    )
  })

  test('--path twice is either', async () => {
    expect(pathsOf(await list('--path', 'drivers/pinned', '--path', 'drivers/legacy/z-last.c'))).toEqual([
      'drivers/legacy/z-last.c',
      'drivers/pinned/pinned.c',
    ])
  })

  test('--path . is everything', async () => {
    expect(await list('--path', '.')).toEqual(await list())
  })

  test('--subsystem, in any letters', async () => {
    expect(pathsOf(await list('--subsystem', 'pinned driver'))).toEqual(['drivers/pinned/pinned.c'])
  })

  test('--status, several with commas', async () => {
    const statuses = new Set((await list('--status', 'unconverted,converted')).map(({ status }) => status))
    expect(statuses).toEqual(new Set(['unconverted', 'converted']))
    expect((await list('--status', 'converted')).every(({ status }) => status === 'converted')).toBe(true)
  })

  test('--role', async () => {
    const [acquires, releases, both] = [await list('--role', 'acquire'), await list('--role', 'release'), await list()]
    expect(acquires.every(({ role }) => role === 'acquire')).toBe(true)
    expect(acquires.length + releases.length).toBe(both.length)
  })

  test('--all shows releases of other pages too', async () => {
    expect(pathsOf(await list())).not.toContain('drivers/stray.c')
    expect(pathsOf(await list('--all'))).toContain('drivers/stray.c')
    expect((await list('--status', 'unrelated')).map(({ path }) => path)).toEqual(['drivers/stray.c'])
  })

  test('--include takes in directories that hold no kernel code', async () => {
    const plain = pathsOf(await list())
    expect(plain.some((path) => /^(?:tools|Documentation)\//.test(path))).toBe(false)
    expect(pathsOf(await list('--include', 'tools'))).toEqual([...plain, 'tools/testing/gup.c'])
    expect(pathsOf(await list('--include', 'tools,Documentation'))).toContain('Documentation/example.c')
  })
})

describe('--explain', () => {
  test('tells everything of one site, by a shortened id too', async () => {
    const [row] = await list('--path', 'drivers/legacy/legacy.c')
    for (const id of [row?.id ?? '', (row?.id ?? '').slice(0, 8).toUpperCase()]) {
      const { code, stdout } = await runCli(['sites', '--repo', repo, '--explain', id])
      expect(code).toBe(0)
      expect(stdout).toMatch(/^drivers\/legacy\/legacy\.c:7:8\n/)
      expect(stdout).toMatch(/^> +7 \| +got = get_user_pages_fast/m)
      // the line break at the end of a file begins no line
      expect(stdout).not.toMatch(/^ +12 \|/m)
      expect(stdout).toContain('LEGACY DRIVER')
    }
  })
})

describe('formats', () => {
  test('csv has a header and a record for each row', async () => {
    const { stdout } = await runCli(['sites', '--repo', repo, '--format', 'csv'])
    const lines = stdout.trimEnd().split('\n')
    expect(lines[0]).toMatch(/^id,path,line,column,function/)
    expect(lines.length - 1).toBe((await list()).length)
  })

  test('sarif is one run of JSON with a result for each row that is left to do', async () => {
    const { stdout } = await runCli(['sites', '--repo', repo, '--format', 'sarif'])
    const log: { readonly version: string; readonly runs: readonly { readonly results: readonly unknown[] }[] } =
      JSON.parse(stdout)
    expect(log.version).toBe('2.1.0')
    expect(log.runs[0]?.results.length).toBeGreaterThan(0)
  })

  test('the table is data on standard output, the summary on standard error', async () => {
    const { stdout, stderr } = await runCli(['sites', '--repo', repo, '--rev', 'v1'])
    expect(stdout).toContain('drivers/legacy/legacy.c:7:')
    expect(stdout).not.toContain('Scanned')
    expect(stderr).toMatch(/^Scanned v1 \([0-9a-f]{12}\)/)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: no escape sequence may reach a pipe
    expect(stdout + stderr).not.toMatch(/\x1b/)
  })

  test('a revision without a site is an empty list, not an error', async () => {
    const { directory } = makeRepository([{ files: { 'README.c': 'int a;\n' } }])
    expect(await runCli(['sites', '--repo', directory, '--format', 'ndjson'])).toMatchObject({ code: 0, stdout: '' })
  })
})

test('a tree that is read in threads gives the same rows, and its errors too', async () => {
  const padding = `/* ${'x'.repeat(950_000)} */\n`
  const many = Object.fromEntries(
    Array.from({ length: 24 }, (_unused, index) => [
      `drivers/legacy/big${index}.c`,
      padding + legacyDriver(`d${index}`),
    ]),
  )
  const { directory, git } = makeRepository([{ files: { ...smallKernel, ...many } }])
  const { code, stdout } = await runCli(['sites', '--repo', directory, '--format', 'ndjson'])
  expect(code).toBe(0)
  expect(stdout.trimEnd().split('\n')).toHaveLength(2 * 24 + 4)
  const { scanText } = await import('#scanner/testing/small-kernel.ts')
  const shown = (await scanText(directory)).split('\n').filter((line) => !line.includes('"status":"unrelated"'))
  expect(stdout.trimEnd().split('\n')).toEqual(shown)

  const { rmSync } = await import('node:fs')
  const oid = git(['rev-parse', 'HEAD:drivers/legacy/big7.c'])
  rmSync(`${directory}/.git/objects/${oid.slice(0, 2)}/${oid.slice(2)}`)
  const broken = await runCli(['sites', '--repo', directory])
  expect(broken).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^pinwatch: .*git fsck\.\n$/) })
})

describe('owners', () => {
  const owners = (...args: string[]) => runCli(['owners', '--repo', repo, '--format', 'ndjson', ...args])

  test('of files and directories, in the order asked, deepest section first', async () => {
    const paths = [
      'drivers/legacy/legacy.c',
      'drivers/legacy',
      'drivers/legacy/',
      './drivers/pinned',
      'drivers',
      'MAINTAINERS',
    ]
    const { code, stdout } = await owners(...paths)
    expect(code).toBe(0)
    const found = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(found.map(({ path }) => path)).toEqual(paths)
    expect(found.map(({ subsystems }) => subsystems[0])).toEqual([
      'LEGACY DRIVER',
      'LEGACY DRIVER',
      'LEGACY DRIVER',
      'PINNED DRIVER',
      'THE REST',
      'THE REST',
    ])
    expect(found[0].people).toEqual([{ name: 'Old Hand', email: 'old@example.org', role: 'maintainer' }])
  })

  test('of a path that is not there is an error that names it', async () => {
    const { code, stdout, stderr } = await owners('drivers/legacy', 'drivers/none.c')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('drivers/none.c: no such file or directory')
  })

  test('without MAINTAINERS are none, with a notice', async () => {
    const { directory } = makeRepository([{ files: { 'a.c': '' } }])
    const { code, stdout, stderr } = await runCli(['owners', '--repo', directory, 'a.c'])
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'a.c\n  (no section)\n  (no people)\n' })
    expect(stderr.match(/no MAINTAINERS/g)).toHaveLength(1)
  })

  test('as text for people', async () => {
    const { stdout } = await runCli(['owners', '--repo', repo, 'include/linux/mm.h'])
    expect(stdout).toContain(
      '  Memory Person <mm@example.org> (maintainer)\n  Second Reader <second@example.org> (reviewer)',
    )
  })
})
