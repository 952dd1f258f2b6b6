import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeFolder, makeRepository, runTestGit, type TestRepository } from '#scanner/testing/make-repository.ts'
import { breakAfter, findFreePort, serveByDaemon, serveByHttp } from '#scanner/testing/serve-repository.ts'
import { cloneMirror } from './clone-mirror.ts'
import { fetchMirror } from './fetch-mirror.ts'
import type { GitErrorCode } from './git-error.ts'
import { openRepository, resolveCommit } from './open-repository.ts'
import type { GitProgress } from './read-progress.ts'

function makeUpstream(): TestRepository {
  const noise = Array.from({ length: 40 }, (_, n) => [`lib/${n}.c`, randomText(n)] as const)
  return makeRepository(
    [
      { files: { 'mm/gup.c': 'int one;\n', ...Object.fromEntries(noise) }, tag: 'v1' },
      { files: { 'mm/gup.c': 'int two;\n' }, tag: 'v2' },
    ],
    { bare: true },
  )
}

/** Text that does not compress to nothing, and is the same each time. */
function randomText(seed: number): string {
  let state = seed + 1
  return Array.from({ length: 4000 }, () => {
    state = (state * 48271) % 2147483647
    return String.fromCharCode(97 + (state % 26))
  }).join('')
}

async function headOf(directory: string): Promise<string> {
  const repository = await openRepository(directory)
  try {
    return (await resolveCommit(repository, 'HEAD')).oid
  } finally {
    repository.close()
  }
}

async function expectFailure(promise: Promise<unknown>, code: GitErrorCode, sentence: RegExp): Promise<void> {
  await expect(promise).rejects.toMatchObject({ name: 'GitError', code, message: expect.stringMatching(sentence) })
}

describe.each([
  ['git daemon', serveByDaemon],
  ['http', (directory: string) => serveByHttp(directory)],
])('over %s', (_name, serve) => {
  test('a mirror is bare, holds every branch and tag, and nothing else beside it', async () => {
    const upstream = makeUpstream()
    const home = makeFolder()
    const directory = join(home, 'mirrors', 'linux.git')
    await cloneMirror(await serve(upstream.directory), directory)
    expect(await headOf(directory)).toBe(upstream.git(['rev-parse', 'main']))
    expect(runTestGit(directory, ['tag'])).toBe('v1\nv2')
    expect(runTestGit(directory, ['rev-parse', '--is-bare-repository'])).toBe('true')
    expect(readdirSync(join(home, 'mirrors'))).toEqual(['linux.git'])
  })

  test('a fetch follows a rewound branch, a deleted tag and another HEAD', async () => {
    const upstream = makeUpstream()
    const url = await serve(upstream.directory)
    const directory = join(makeFolder(), 'linux.git')
    await cloneMirror(url, directory)
    upstream.git(['update-ref', 'refs/heads/next', 'v1'])
    upstream.git(['update-ref', 'refs/heads/main', 'v1'])
    upstream.git(['tag', '-d', 'v2'])
    upstream.git(['tag', 'v3', 'v1'])
    upstream.git(['symbolic-ref', 'HEAD', 'refs/heads/next'])
    upstream.git(['update-server-info'])
    await fetchMirror(directory, url)
    expect(runTestGit(directory, ['tag'])).toBe('v1\nv3')
    expect(runTestGit(directory, ['rev-parse', 'main'])).toBe(upstream.git(['rev-parse', 'v1']))
    expect(await headOf(directory)).toBe(upstream.git(['rev-parse', 'v1']))
  })
})

test("git's own progress is passed on, and how far it is in all", async () => {
  const upstream = makeUpstream()
  const heard: GitProgress[] = []
  await cloneMirror(await serveByDaemon(upstream.directory), join(makeFolder(), 'linux.git'), {
    onProgress: (progress) => heard.push(progress),
  })
  expect(heard.map(({ line }) => line).join('\n')).toMatch(
    /^remote: (?:Enumerating|Counting) objects: [\s\S]*Receiving objects: 100%/,
  )
  const parts = heard.flatMap(({ part }) => (part === null ? [] : [part]))
  expect(parts).toEqual([...parts].sort((a, b) => a - b))
  expect(parts.at(-1)).toBeGreaterThanOrEqual(0.7)
})

test('a clone that breaks off leaves nothing, and the next begins anew', async () => {
  const upstream = makeUpstream()
  const url = await serveByDaemon(upstream.directory)
  const home = makeFolder()
  const directory = join(home, 'linux.git')
  await expectFailure(cloneMirror(await breakAfter(url, 40_000), directory), 'interrupted', /connection was lost/)
  expect(readdirSync(home)).toEqual([])
  // as a scan killed in the middle leaves it
  mkdirSync(join(home, 'linux.git.partial-killed', 'mirror'), { recursive: true })
  await cloneMirror(url, directory)
  expect(readdirSync(home)).toEqual(['linux.git'])
})

test('a clone can be called off at once', async () => {
  const upstream = makeUpstream()
  const home = makeFolder()
  const stop = new AbortController()
  const cloning = cloneMirror(await serveByDaemon(upstream.directory), join(home, 'linux.git'), {
    signal: stop.signal,
    onProgress: () => stop.abort(new Error('stopped')),
  })
  await expect(cloning).rejects.toThrow('stopped')
  expect(readdirSync(home)).toEqual([])
})

describe('trouble is told with what to do', () => {
  const target = () => join(makeFolder(), 'mirrors', 'linux.git')

  test('nobody listens there', async () => {
    const url = `http://127.0.0.1:${await findFreePort()}/linux.git`
    await expectFailure(cloneMirror(url, target()), 'unreachable', /^http:\/\/127.*cannot be reached/)
    await expectFailure(cloneMirror(url.replace('http', 'git'), target()), 'unreachable', /cannot be reached/)
  })

  test('the server wants a name and password: nobody is asked', async () => {
    const url = await serveByHttp(makeUpstream().directory, 401)
    await expectFailure(cloneMirror(url, target()), 'authentication-needed', /asks who you are/)
  })

  test('there is no repository', async () => {
    const upstream = makeUpstream()
    const daemon = await serveByDaemon(upstream.directory)
    await expectFailure(cloneMirror(`${daemon}-not`, target()), 'not-a-repository', /no git repository at this address/)
    const http = await serveByHttp(upstream.directory)
    await expectFailure(cloneMirror(`${http}/other.git`, target()), 'not-a-repository', /no git repository/)
  })

  test('the mirror cannot be kept', async () => {
    const home = makeFolder()
    writeFileSync(join(home, 'mirrors'), 'a file')
    const url = await serveByDaemon(makeUpstream().directory)
    await expectFailure(cloneMirror(url, join(home, 'mirrors', 'x.git')), 'unusable-folder', /PINWATCH_HOME/)
  })

  test.each([
    'ext::touch /tmp/owned',
    '--upload-pack=touch',
    '/srv/linux',
    'file:///srv/linux',
    'ssh://-oProxyCommand=x/y',
  ])('%s is not given to git', async (url) => {
    await expect(cloneMirror(url, target())).rejects.toThrow(/is not a URL that can be cloned/)
  })
})

test("nothing of the user's configuration runs or counts", async () => {
  const upstream = makeUpstream()
  const url = await serveByDaemon(upstream.directory)
  const home = makeFolder()
  const witness = join(home, 'ran')
  const hook = join(home, 'templates', 'hooks', 'post-checkout')
  mkdirSync(join(home, 'templates', 'hooks'), { recursive: true })
  writeFileSync(hook, `#!/bin/sh\ntouch ${witness}\n`)
  chmodSync(hook, 0o755)
  writeFileSync(
    join(home, '.gitconfig'),
    `[init]\n\ttemplateDir = ${home}/templates\n[url "http://127.0.0.1:1/"]\n\tinsteadOf = ${url}\n`,
  )
  const before = { ...process.env }
  Object.assign(process.env, { HOME: home, GIT_TEMPLATE_DIR: join(home, 'templates'), GIT_PROXY_COMMAND: hook })
  try {
    const directory = join(home, 'linux.git')
    await cloneMirror(url, directory)
    expect(existsSync(join(directory, 'hooks'))).toBe(false)
    expect(existsSync(witness)).toBe(false)
  } finally {
    process.env = before
  }
})
