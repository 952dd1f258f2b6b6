import {
  appendFileSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { makeFolder, makeRepository, type TestRepository } from '#scanner/testing/make-repository.ts'
import { runCli } from '#scanner/testing/run-cli.ts'
import { scanText, smallKernel } from '#scanner/testing/small-kernel.ts'
import { isAncestor } from './is-ancestor.ts'
import { readFirstParents } from './read-first-parents.ts'

/** A repository whose configuration starts a program wherever git lets one be named; each would leave `marker`. */
function makeHostile(): TestRepository & { readonly marker: string } {
  const marker = join(makeFolder(), 'PWNED')
  const program = join(makeFolder(), 'program')
  writeFileSync(program, `#!/bin/sh\ntouch ${marker}\nexit 1\n`, { mode: 0o755 })
  const repository = makeRepository([
    { files: { ...smallKernel, '.gitattributes': '*.c diff=evil filter=evil merge=evil\n*.h diff=evil\n' }, tag: 'v1' },
  ])
  const hooks = join(repository.directory, '.git', 'hooks')
  mkdirSync(hooks, { recursive: true })
  for (const hook of [
    'post-checkout',
    'post-index-change',
    'pre-auto-gc',
    'reference-transaction',
    'fsmonitor-watchman',
  ])
    writeFileSync(join(hooks, hook), `#!/bin/sh\ntouch ${marker}\n`, { mode: 0o755 })
  const included = join(repository.directory, '.git', 'more')
  writeFileSync(included, `[core]\n\tpager = ${program}\n[alias]\n\trev-parse = "!${program}"\n`)
  const values: Readonly<Record<string, string>> = {
    'alias.cat-file': `!${program}`,
    'alias.for-each-ref': `!${program}`,
    'core.fsmonitor': program,
    'core.hooksPath': hooks,
    'core.pager': program,
    'core.editor': program,
    'core.askPass': program,
    'core.sshCommand': program,
    'core.gitProxy': program,
    'core.alternateRefsCommand': program,
    'core.attributesFile': join(repository.directory, '.gitattributes'),
    'pager.cat-file': program,
    'pager.for-each-ref': program,
    'pager.version': program,
    'diff.external': program,
    'diff.evil.command': program,
    'diff.evil.textconv': program,
    'filter.evil.clean': program,
    'filter.evil.smudge': program,
    'filter.evil.process': program,
    'merge.evil.driver': program,
    'credential.helper': `!${program}`,
    'gpg.program': program,
    'include.path': included,
    'gc.auto': '1',
    'maintenance.auto': 'true',
    'protocol.allow': 'always',
    'protocol.ext.allow': 'always',
    'submodule.recurse': 'true',
  }
  configure(repository.directory, values)
  return { ...repository, marker }
}

/** Appends to the configuration: one `git config` for each would take seconds. */
function configure(directory: string, values: Readonly<Record<string, string>>): void {
  const lines = Object.entries(values).map(([name, value]) => {
    const [, section, subsection, key] = /^([^.]+)\.(?:(.+)\.)?([^.]+)$/.exec(name) ?? []
    const title = subsection === undefined ? section : `${section} ${JSON.stringify(subsection)}`
    return `[${title}]\n\t${key} = ${JSON.stringify(value)}\n`
  })
  appendFileSync(join(directory, '.git/config'), lines.join(''))
}

function listFolder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => {
      const path = join(folder, String(name))
      const { mode, size, mtimeMs, ino } = lstatSync(path)
      return `${name} ${mode} ${size} ${mtimeMs} ${ino}`
    })
    .sort()
}

describe('a hostile repository', () => {
  test('gives its rows, and nothing that its configuration, hooks or attributes name runs', async () => {
    const hostile = makeHostile()
    const { directory } = makeRepository([{ files: smallKernel }])
    expect(await scanText(hostile.directory)).toBe(await scanText(directory))
    await expect(scanText(hostile.directory, 'nothing')).rejects.toMatchObject({ code: 'unknown-revision' })
    const cli = await runCli(['sites', '--repo', hostile.directory, '--rev', 'v1'])
    expect(cli.code).toBe(0)
    expect(existsSync(hostile.marker)).toBe(false)
  })

  // protocols by which git would start a program for a missing blob of a partial clone
  test.each([
    ['uploadpack', (program: string, path: string) => ({ url: pathToFileURL(path).href, uploadpack: program })],
    ['ext::', (program: string) => ({ url: `ext::${program}` })],
    ['ssh', () => ({ url: 'ssh://example.invalid/x' })],
    ['a remote helper', (program: string) => ({ url: 'x', vcs: program })],
    ['git with a proxy', () => ({ url: 'git://example.invalid/x' })],
  ])('as a partial clone with a promisor by %s it fetches nothing and starts nothing', async (_what, remoteOf) => {
    const hostile = makeHostile()
    const program = join(makeFolder(), 'upload')
    writeFileSync(program, `#!/bin/sh\ntouch ${hostile.marker}\nexit 1\n`, { mode: 0o755 })
    const remote = Object.entries(remoteOf(program, hostile.directory))
    configure(hostile.directory, {
      'core.repositoryFormatVersion': '1',
      'extensions.partialClone': 'origin',
      'remote.origin.promisor': 'true',
      'remote.origin.fetch': '+refs/*:refs/*',
      ...Object.fromEntries(remote.map(([name, value]) => [`remote.origin.${name}`, value])),
    })
    const oid = hostile.git(['rev-parse', 'HEAD:drivers/legacy/legacy.c'])
    loseObject(hostile.directory, oid)
    await expect(scanText(hostile.directory)).rejects.toMatchObject({
      name: 'GitError',
      code: 'missing-object',
      message: expect.stringContaining('git fetch'),
    })
    expect(existsSync(hostile.marker)).toBe(false)
    expect(existsSync(join(hostile.directory, '.git/FETCH_HEAD'))).toBe(false)
  })

  test('grafts do not change which commits lead to which', async () => {
    const { directory, git } = makeRepository([
      { files: smallKernel, tag: 'v1' },
      { files: { 'drivers/new.c': 'int a;\n' }, tag: 'v2' },
      { files: { 'drivers/new.c': 'int b;\n' }, tag: 'v3' },
    ])
    const [v1 = '', v2 = '', v3 = ''] = ['v1', 'v2', 'v3'].map((tag) => git(['rev-parse', tag]))
    // says that v3 has no parent, and that v1 descends from it
    writeFileSync(join(directory, '.git/info/grafts'), `${v3}\n${v1} ${v3}\n`)
    expect(git(['rev-list', 'v3'])).not.toContain(v2)
    expect(await isAncestor(directory, v1, v3)).toBe(true)
    expect(await isAncestor(directory, v3, v1)).toBe(false)
    expect((await readFirstParents(directory, [v3])).parents.get(v3)).toBe(v2)
  })

  test('replace references do not change what a revision holds', async () => {
    const { directory, git } = makeRepository([
      { files: smallKernel, tag: 'v1' },
      { files: { 'drivers/legacy/legacy.c': 'int nothing;\n' } },
    ])
    const plain = await scanText(directory, 'v1')
    git(['replace', 'v1:drivers/legacy/legacy.c', 'main:drivers/legacy/legacy.c'])
    git(['replace', 'v1', 'main'])
    expect(await scanText(directory, 'v1')).toBe(plain)
  })

  test('a submodule is counted, and never entered', async () => {
    const { directory, git } = makeRepository([{ files: smallKernel }])
    const plain = await scanText(directory)
    git(['update-index', '--add', '--cacheinfo', `160000,${git(['rev-parse', 'HEAD'])},drivers/module`])
    git(['commit', '--quiet', '-m', 'a submodule'])
    expect(await scanText(directory)).toBe(plain)
    expect((await runCli(['sites', '--repo', directory])).stderr).toContain('submodule 1')
  })
})

test('nothing is written into a repository', async () => {
  const { directory, git } = makeRepository([
    { files: smallKernel, tag: 'v1' },
    { files: { 'drivers/new.c': 'int a;\n' } },
  ])
  git(['gc', '--quiet'])
  // a stale index would be refreshed by commands that take locks
  writeFileSync(join(directory, 'drivers/plain.c'), 'int changed;\n')
  const before = listFolder(directory)
  for (const rev of ['HEAD', 'v1']) expect((await runCli(['sites', '--repo', directory, '--rev', rev])).code).toBe(0)
  expect((await runCli(['owners', '--repo', directory, 'drivers'])).code).toBe(0)
  expect((await runCli(['sites', '--repo', directory, '--rev', 'nothing'])).code).toBe(2)
  expect(listFolder(directory)).toEqual(before)
})

describe('a hostile host', () => {
  const sites = (repo: string) => ['sites', '--repo', repo, '--format', 'ndjson']

  test('GIT_* variables and the configuration of the user change nothing and start nothing', async () => {
    const { directory } = makeRepository([{ files: smallKernel }])
    const other = makeRepository([{ files: { 'other.c': 'int other;\n' } }])
    const marker = join(makeFolder(), 'PWNED')
    const home = makeFolder()
    const config = `[core]\n\tpager = touch ${marker}\n\tfsmonitor = touch ${marker}\n[alias]\n\tcat-file = "!touch ${marker}"\n[safe]\n\tdirectory =\n[user]\n\tuseConfigOnly = true\nbroken line`
    writeFileSync(join(home, '.gitconfig'), config)
    const plain = await runCli(sites(directory))
    expect(plain.code).toBe(0)
    const odd = await runCli(sites(directory), {
      env: {
        HOME: home,
        XDG_CONFIG_HOME: home,
        GIT_DIR: join(other.directory, '.git'),
        GIT_WORK_TREE: other.directory,
        GIT_INDEX_FILE: join(other.directory, '.git/index'),
        GIT_OBJECT_DIRECTORY: join(other.directory, '.git/objects'),
        GIT_ALTERNATE_OBJECT_DIRECTORIES: join(other.directory, '.git/objects'),
        GIT_NAMESPACE: 'x',
        GIT_CONFIG_GLOBAL: join(home, '.gitconfig'),
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'core.pager',
        GIT_CONFIG_VALUE_0: `touch ${marker}`,
        GIT_CONFIG_PARAMETERS: `'core.pager=touch ${marker}'`,
        GIT_PAGER: `touch ${marker}`,
        GIT_EXTERNAL_DIFF: `touch ${marker}`,
        GIT_REPLACE_REF_BASE: 'refs/heads/',
        GIT_CEILING_DIRECTORIES: '/',
        GIT_TRACE: '1',
        GIT_EXEC_PATH: '/nonexistent',
        GIT_DEFAULT_HASH: 'sha256',
        GIT_GRAFT_FILE: join(home, '.gitconfig'),
        GIT_SHALLOW_FILE: join(home, '.gitconfig'),
        PAGER: `touch ${marker}`,
        LC_ALL: 'de_DE.UTF-8',
        LANGUAGE: 'de',
      },
    })
    expect(odd).toMatchObject({ code: 0, stdout: plain.stdout })
    expect(odd.stderr).not.toContain('trace')
    expect(existsSync(marker)).toBe(false)
  })

  test.runIf(process.getuid?.() === 0)(
    'a repository of another user is read, though git would not trust it',
    async () => {
      const { directory } = makeRepository([{ files: smallKernel }])
      for (const name of ['.', ...readdirSync(directory, { recursive: true }).map(String)])
        chownSync(join(directory, name), 65534, 65534)
      expect((await runCli(sites(directory))).code).toBe(0)
    },
  )
})

test('a work tree is read from its commits, not from its files', async () => {
  const { directory } = makeRepository([{ files: smallKernel }])
  const before = await scanText(directory)
  writeFileSync(join(directory, 'drivers/legacy/legacy.c'), 'int gone;\n')
  expect(await scanText(directory)).toBe(before)
})

/** Takes a loose object away. */
function loseObject(directory: string, oid: string): void {
  rmSync(join(directory, '.git/objects', oid.slice(0, 2), oid.slice(2)))
}
