import { spawnSync } from 'node:child_process'
import { chmodSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeFolder, makeRepository, runTestGit } from '#scanner/testing/make-repository.ts'
import { type CliOptions, cliEnvironment, launcher, runCli } from '#scanner/testing/run-cli.ts'
import { runHere } from '#scanner/testing/run-here.ts'
import { legacyDriver, smallKernel } from '#scanner/testing/small-kernel.ts'

/** Expects exit code 2 and one line that says what is wrong and what to do, with nothing printed. */
async function checkRefused(args: readonly string[], message: RegExp, options: CliOptions = {}): Promise<void> {
  // git of another PATH is found by a process that has it
  const { code, stdout, stderr } = await (options.env === undefined ? runHere : runCli)(args, options)
  expect(stderr).toMatch(message)
  expect(stderr).not.toMatch(/^ +at |bug in Pinwatch/m)
  expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
}

const sites = (repo: string, ...more: string[]) => ['sites', '--repo', repo, '--format', 'ndjson', ...more]

describe('a repository that cannot be read', () => {
  test('no such directory', () =>
    checkRefused(sites('/nonexistent'), /\/nonexistent: no such directory\. Name the folder/))
  test('a file', () => checkRefused(sites('/etc/passwd'), /not a directory\. Name the folder/))
  test('below a file', () => checkRefused(sites('/etc/passwd/x'), /no such directory\. Name the folder/))
  test('an empty name', () => checkRefused(sites(''), /"": no such directory\. Name the folder/))
  test('no repository', () => checkRefused(sites(makeFolder()), /not a git repository\. Name the work tree's top/))

  test('a directory of a work tree', () =>
    checkRefused(sites(join(makeRepository([{ files: smallKernel }]).directory, 'drivers')), /work tree's top folder/))

  test('an empty repository', () =>
    checkRefused(sites(makeRepository([]).directory), /the repository is empty\. Fetch or commit/))

  test('a HEAD without a commit', () => {
    const { directory, git } = makeRepository([{ files: smallKernel, tag: 'v1' }])
    git(['symbolic-ref', 'HEAD', 'refs/heads/none'])
    return checkRefused(sites(directory), /HEAD names a branch without a commit.*--rev main/)
  })

  test('an unknown revision', () =>
    checkRefused(sites(makeRepository([{ files: smallKernel }]).directory, '--rev', 'v9'), /"v9": no such revision/))

  test('a revision beyond a shallow clone', () => {
    const { directory } = makeRepository([{ files: smallKernel, tag: 'v1' }, { files: { 'a.c': '' } }])
    const clone = join(makeFolder(), 'clone')
    runTestGit('/', ['clone', '--quiet', '--depth=1', `file://${directory}`, clone])
    return checkRefused(sites(clone, '--rev', 'HEAD~1'), /no such revision.*shallow.*git fetch --unshallow/)
  })

  test('a missing blob of a partial clone', () => {
    const { directory, git } = makeRepository([{ files: smallKernel }])
    git(['config', 'uploadpack.allowFilter', 'true'])
    const clone = join(makeFolder(), 'clone')
    runTestGit('/', ['clone', '--quiet', '--no-checkout', '--filter=blob:none', `file://${directory}`, clone])
    return checkRefused(sites(clone), /lacks objects.*git fetch --refetch|missing.*git fetch --refetch/)
  })

  test('a missing directory of a treeless clone', () => {
    const { directory, git } = makeRepository([{ files: smallKernel }])
    git(['config', 'uploadpack.allowFilter', 'true'])
    const clone = join(makeFolder(), 'clone')
    runTestGit('/', ['clone', '--quiet', '--no-checkout', '--filter=tree:0', `file://${directory}`, clone])
    return checkRefused(sites(clone), /git fetch --refetch/)
  })
})

describe('a corrupt object', () => {
  const objects = [
    ['the commit', 'HEAD'],
    ['the root directory', 'HEAD^{tree}'],
    ['a directory', 'HEAD:drivers/legacy'],
    ['a source file', 'HEAD:drivers/legacy/legacy.c'],
    ['MAINTAINERS', 'HEAD:MAINTAINERS'],
  ] as const

  test.concurrent.each(objects)('loose, %s: its header', async (_what, name) => {
    const { directory, git } = makeRepository([{ files: smallKernel }])
    garble(loosePath(directory, git(['rev-parse', name])), 2)
    await checkRefused(sites(directory), /git fsck/)
  })

  test.concurrent.each(objects)('loose, %s: its end', async (_what, name) => {
    const { directory, git } = makeRepository([{ files: smallKernel }])
    garble(loosePath(directory, git(['rev-parse', name])), -2)
    await checkRefused(sites(directory), /git fsck/)
  })

  test.concurrent.each(objects)('loose, %s: an empty file, as a crash leaves it', async (_what, name) => {
    const { directory, git } = makeRepository([{ files: smallKernel }])
    const path = loosePath(directory, git(['rev-parse', name]))
    chmodSync(path, 0o644)
    writeFileSync(path, '')
    await checkRefused(sites(directory), /git fsck/)
  })

  test.concurrent.each(objects)('packed, %s', async (_what, name) => {
    const { directory, git } = makeRepository([{ files: smallKernel }])
    git(['repack', '-a', '-d', '--quiet'])
    const oid = git(['rev-parse', name])
    const listed = git(['verify-pack', '-v', packPath(directory, '.idx')])
    const line = listed.split('\n').find((entry) => entry.startsWith(oid)) ?? ''
    const [, , , , offset] = line.split(/\s+/)
    garble(packPath(directory, '.pack'), Number(offset) + 6)
    await checkRefused(sites(directory), /git fsck/)
  })

  test('a pack cut short', async () => {
    const { directory, git } = makeRepository([{ files: smallKernel }])
    git(['repack', '-a', '-d', '--quiet'])
    const path = packPath(directory, '.pack')
    const bytes = readFileSync(path)
    chmodSync(path, 0o644)
    writeFileSync(path, bytes.subarray(0, bytes.length / 2))
    await checkRefused(sites(directory), /git fsck/)
  })

  test('a garbled pack index', async () => {
    const { directory, git } = makeRepository([{ files: smallKernel }])
    git(['repack', '-a', '-d', '--quiet'])
    garble(packPath(directory, '.idx'), 0)
    await checkRefused(sites(directory), /git fsck/)
  })
})

describe('git itself', () => {
  test('is missing', () =>
    checkRefused(sites(aRepository()), /git was not found\. Install git 2\.32/, { env: { PATH: '/nonexistent' } }))

  test('is too old', () => {
    const folder = fakeGit('echo "git version 2.20.1"')
    return checkRefused(sites(aRepository()), /git version 2\.20\.1: Pinwatch needs git 2\.32 or newer\. Update it/, {
      env: { PATH: `${folder}:${process.env.PATH}` },
    })
  })

  test('is no git', () =>
    checkRefused(sites(aRepository()), /git of unknown version.*2\.32/, {
      env: { PATH: `${fakeGit('exit 3')}:${process.env.PATH}` },
    }))

  test('is one that refuses the repository of another user', () => {
    const said = `fatal: unsafe repository ('/x' is owned by someone else)`
    const folder = fakeGit(`case "$*" in *--version*) echo git version 2.36.0;; *) echo "${said}" >&2; exit 128;; esac`)
    return checkRefused(sites(aRepository()), /belongs to another user.*Update git to 2\.38/, {
      env: { PATH: `${folder}:${process.env.PATH}` },
    })
  })

  // few files come over one git that runs already, many over some of their own
  const many = Object.fromEntries(Array.from({ length: 600 }, (_file, at) => [`drivers/a${at}.c`, `int a${at};\n`]))
  test.each([
    ['few files', '*cat-file*', smallKernel],
    ['many files', '*--buffer*', { ...smallKernel, ...many }],
  ])('dies while it reads %s', (_what, call, files) => {
    const folder = fakeGit(
      `case "$*" in ${call}) echo "fatal: out of memory" >&2; exit 128;; esac\nPATH=\${PATH#*:} exec git "$@"`,
    )
    return checkRefused(sites(makeRepository([{ files }]).directory), /git failed\. git says: fatal: out of memory/, {
      env: { PATH: `${folder}:${process.env.PATH}` },
    })
  })
})

describe('PINWATCH_HOME', () => {
  const message =
    /the cache folder .* cannot be used: .*Set PINWATCH_HOME to a folder you can write, or scan with --no-cache/

  test('that is a file', () => checkRefused(sites(aRepository()), message, { home: '/etc/passwd' }))
  test('below a file', () => checkRefused(sites(aRepository()), message, { home: '/etc/passwd/home' }))
  test('that nobody can write', () => checkRefused(sites(aRepository()), message, { home: '/proc/self/home' }))

  test('whose cache is a file', () => {
    const home = makeFolder()
    writeFileSync(join(home, 'cache'), 'not a folder')
    return checkRefused(sites(aRepository()), message, { home })
  })

  test('that is unusable is no matter with --no-cache', async () => {
    expect((await runCli(sites(aRepository(), '--no-cache'), { home: '/etc/passwd' })).code).toBe(0)
  })

  const canMount = process.getuid?.() === 0 && spawnSync('unshare', ['-m', 'true']).status === 0
  test.runIf(canMount)('on a full disk: rows are complete, and the error tells', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 200 }, (_unused, index) => [`drivers/legacy/d${index}.c`, legacyDriver(`d${index}`)]),
    )
    const { directory } = makeRepository([{ files: { ...smallKernel, ...many } }])
    const plain = await runCli(sites(directory, '--no-cache'))
    const home = makeFolder()
    // in a mount namespace of its own: nothing stays mounted whatever happens
    const script = 'mount -t tmpfs -o size=64k none "$1" && exec "$2" "$3" sites --repo "$4" --format ndjson'
    const full = spawnSync('unshare', ['-m', 'sh', '-c', script, 'sh', home, process.execPath, launcher, directory], {
      env: cliEnvironment({ home }),
      maxBuffer: 2 ** 26,
    })
    expect(full.stdout.toString()).toBe(plain.stdout)
    expect(full.stderr.toString()).toMatch(/the disk is full\. Set PINWATCH_HOME/)
    expect(full.stderr.toString()).not.toMatch(/^ +at /m)
    expect(full.status).toBe(2)
  })
})

describe('output', () => {
  test('a reader that has seen enough ends the command without a word', () => {
    const many = Object.fromEntries(
      Array.from({ length: 400 }, (_unused, index) => [`drivers/legacy/d${index}.c`, legacyDriver(`d${index}`)]),
    )
    const { directory } = makeRepository([{ files: { ...smallKernel, ...many } }])
    const script = `'${process.execPath}' '${launcher}' sites --repo '${directory}' --format ndjson --no-cache | head -1; exit "\${PIPESTATUS[0]}"`
    const { stdout, stderr, status } = spawnSync('bash', ['-c', script], { env: cliEnvironment({}) })
    expect(stdout.toString().split('\n')).toHaveLength(2)
    expect({ stderr: stderr.toString(), status }).toEqual({ stderr: '', status: 0 })
  })

  test.each([
    ['rows', ['sites', '--repo', 'REPO']],
    ['help', ['sites', '--help']],
  ])('%s that cannot be written end with 2 and a sentence', (_what, args) => {
    const repo = aRepository()
    const { stderr, status } = spawnSync(
      process.execPath,
      [launcher, ...args.map((arg) => arg.replace('REPO', repo))],
      {
        env: cliEnvironment({}),
        stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
      },
    )
    expect(stderr.toString()).toMatch(/^pinwatch: the output could not be written: ENOSPC.*\n$/)
    expect(status).toBe(2)
  })
})

describe('MAINTAINERS', () => {
  const noticed = async (content: string | Buffer | null) => {
    const { directory } = makeRepository([{ files: smallKernel }, { files: { MAINTAINERS: content } }])
    const { code, stdout, stderr } = await runHere(sites(directory))
    const notes = stderr.split('\n').filter((line) => line.startsWith('Note: '))
    return {
      code,
      notes,
      rows: stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    }
  }

  test('that is not there is one notice, and every row is there', async () => {
    const { code, notes, rows } = await noticed(null)
    expect({ code, notes }).toEqual({
      code: 0,
      notes: ['Note: HEAD has no MAINTAINERS file: no site has a subsystem.'],
    })
    expect(rows.length).toBeGreaterThan(3)
    expect(rows.every(({ subsystem, subsystems }) => subsystem === null && subsystems.length === 0)).toBe(true)
  })

  test('of garbage is one notice', async () => {
    const garbage = Buffer.from(Array.from({ length: 50_000 }, (_unused, at) => (at * 7919 + (at >> 3)) & 255))
    const { code, notes, rows } = await noticed(garbage)
    expect({ code, notes: notes.length }).toEqual({ code: 0, notes: 1 })
    expect(rows.length).toBeGreaterThan(3)
  })

  test('with patterns that are no paths leaves the others as they are', async () => {
    const odd =
      'ODD\nM:\tA <a@example.org>\nS:\tMaintained\nF:\tdrivers/legacy/\nF:\t./drivers\nF:\t../x\nF:\ta\0b\nF:\t\n'
    const { code, rows } = await noticed(`Maintainers List\n----------------\n\n${odd}`)
    expect(code).toBe(0)
    expect(rows.find(({ path }) => path === 'drivers/legacy/legacy.c')?.subsystem).toBe('ODD')
  })
})

function aRepository(): string {
  return makeRepository([{ files: smallKernel }]).directory
}

function loosePath(directory: string, oid: string): string {
  return join(directory, '.git/objects', oid.slice(0, 2), oid.slice(2))
}

function packPath(directory: string, end: string): string {
  const folder = join(directory, '.git/objects/pack')
  return join(folder, readdirSync(folder).find((name) => name.endsWith(end)) ?? '')
}

/** Flips some bytes of a file from an offset on, negative from its end. */
function garble(path: string, offset: number): void {
  const bytes = readFileSync(path)
  const from = offset < 0 ? bytes.length + offset : offset
  for (let at = from; at < Math.min(bytes.length, from + 2); at++) bytes[at] = (bytes[at] ?? 0) ^ 0x5a
  chmodSync(path, 0o644)
  writeFileSync(path, bytes)
}

/** A folder with a `git` that is this shell script. */
function fakeGit(script: string): string {
  const folder = makeFolder()
  writeFileSync(join(folder, 'git'), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  return folder
}
