import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openStore } from '#scanner/store/open-store.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { makeFolder, makeRepository } from '#scanner/testing/make-repository.ts'
import { runCli } from '#scanner/testing/run-cli.ts'
import { findFreePort, serveByHttp } from '#scanner/testing/serve-repository.ts'
import { smallKernel } from '#scanner/testing/small-kernel.ts'
import {
  childrenOf,
  isAlive,
  makeHome,
  postmasterOf,
  type StartedPinwatch,
  startPinwatch,
  untilDead,
} from '#scanner/testing/start-pinwatch.ts'

const { directory: kernel } = makeRepository([{ files: smallKernel, tag: 'v1' }])

async function start(
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
  home?: string,
): Promise<StartedPinwatch> {
  const PORT = String(await findFreePort())
  return startPinwatch(['start', ...args], { env: { PORT, ...env }, ...(home === undefined ? {} : { home }) })
}

const ready = /Pinwatch is at (http:\S+)\//

async function ask(url: string): Promise<{ pid: number; database: string }> {
  return (await fetch(url)).json() as Promise<{ pid: number; database: string }>
}

function pidOf(pinwatch: StartedPinwatch, part: RegExp): number {
  const found = childrenOf(pinwatch.pid).find(({ command }) => part.test(command))
  if (found === undefined) throw new Error(`no ${part}:\n${pinwatch.said()}`)
  return found.pid
}
const worker = / worker$/
const web = /web\.mjs$/

/** A start whose three parts are known. */
async function startAll(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) {
  const pinwatch = await start(args, env)
  const url = (await pinwatch.hear(ready))[1] ?? ''
  const pids = {
    worker: pidOf(pinwatch, worker),
    web: pidOf(pinwatch, web),
    postmaster: postmasterOf(pinwatch.home) ?? 0,
  }
  return { pinwatch, url, pids, all: [pinwatch.pid, ...Object.values(pids)] }
}

test('a tree is scanned while the pages come up, and what came out is told with its address', async () => {
  const { pinwatch, url } = await startAll(['--repo', kernel, '--tags', 'v*'])
  const slug = kernel.split('/').at(-1)?.toLowerCase() ?? ''
  await pinwatch.hear(new RegExp(`${slug}: v1, [\\d.]+ % of \\d+ acquire sites converted → ${url}/${slug}`))
  expect(await pinwatch.end()).toBe(0)
})

describe('ending it ends all of it, the database last', () => {
  // that the other signals do the same is told by stop-signals.test.ts
  test('SIGHUP', async () => {
    const { pinwatch, all } = await startAll()
    expect(await pinwatch.end('SIGHUP')).toBe(0)
    expect(all.filter(isAlive)).toEqual([])
    expect(postmasterOf(pinwatch.home)).toBeNull()
  })

  test('a second Ctrl-C does not wait', async () => {
    const { pinwatch, pids, all } = await startAll()
    // one that does not listen
    process.kill(pids.web, 'SIGSTOP')
    process.kill(pinwatch.pid, 'SIGINT')
    await pinwatch.hear(/Stopping/)
    await delay(400)
    expect(await pinwatch.end('SIGINT')).toBe(130)
    await Promise.all(all.map(untilDead))
  })

  test('npm being gone', async () => {
    const home = makeHome()
    const PORT = String(await findFreePort())
    const runner = join(makeFolder(), 'npm.mjs')
    // as npm: a shell in between that passes no signal on
    writeFileSync(
      runner,
      `import { spawn } from 'node:child_process'
spawn('sh', ['-c', '"$0" "$@"; true', process.execPath, ...process.argv.slice(2)], { stdio: 'inherit', env: { ...process.env, npm_lifecycle_event: 'start' } })
`,
    )
    const inner = await start([], { PORT }, home)
    const script =
      childrenOf(process.pid)
        .find(({ pid }) => pid === inner.pid)
        ?.command.split(' ')[1] ?? ''
    await inner.hear(ready)
    await inner.end()
    const { spawn } = await import('node:child_process')
    const npm = spawn(process.execPath, [runner, script, 'start'], {
      env: { PATH: process.env.PATH, HOME: '/nonexistent', PINWATCH_HOME: home, PORT },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    npm.stdout.on('data', (chunk) => {
      said += chunk
    })
    while (!ready.test(said)) await delay(50)
    const postmaster = postmasterOf(home) ?? 0
    npm.kill('SIGTERM')
    await untilDead(postmaster)
    while (
      await fetch(`http://127.0.0.1:${PORT}`).then(
        () => true,
        () => false,
      )
    )
      await delay(50)
  })
})

describe('what dies is started again', () => {
  test('the worker and the web server', async () => {
    const { pinwatch, url, pids } = await startAll()
    process.kill(pids.worker, 'SIGKILL')
    await pinwatch.hear(/The worker ended \(SIGKILL\); it is started again/)
    process.kill(pids.web, 'SIGKILL')
    await pinwatch.hear(/The web server ended \(SIGKILL\); it is started again/)
    while (
      await ask(url).then(
        ({ pid }) => pid === pids.web,
        () => true,
      )
    )
      await delay(50)
    expect(pidOf(pinwatch, worker)).not.toBe(pids.worker)
    expect(await pinwatch.end()).toBe(0)
  })

  test('the database, on its port', async () => {
    const { pinwatch, url, pids } = await startAll()
    const { database } = await ask(url)
    process.kill(pids.postmaster, 'SIGKILL')
    await pinwatch.hear(/The database is back on port \d+/)
    expect((await ask(url)).database).toBe(database)
    const db = openStore(database)
    onTestFinished(() => db.$disconnect())
    expect(await db.tree.count()).toBe(0)
    expect(await pinwatch.end()).toBe(0)
    expect(postmasterOf(pinwatch.home)).toBeNull()
  })
})

test('a launcher that is killed takes its children along, and the next start adopts the database', async () => {
  const { pinwatch, pids } = await startAll()
  await pinwatch.end('SIGKILL')
  await Promise.all([untilDead(pids.worker), untilDead(pids.web)])
  expect(isAlive(pids.postmaster)).toBe(true)
  const next = await start([], {}, pinwatch.home)
  await next.hear(/which ran already/)
  await next.hear(ready)
  expect(postmasterOf(next.home)).toBe(pids.postmaster)
  expect(await next.end()).toBe(0)
  expect(isAlive(pids.postmaster)).toBe(false)
})

describe('it is not started, and says why', () => {
  async function refusal(args: readonly string[], env: NodeJS.ProcessEnv = {}, home?: string): Promise<string> {
    const pinwatch = await start(args, env, home)
    expect(await pinwatch.ended, pinwatch.said()).toBe(2)
    expect(postmasterOf(pinwatch.home)).toBeNull()
    return pinwatch.said()
  }

  test('a home that another one runs on', async () => {
    const { pinwatch, url } = await startAll()
    const second = await start([], {}, pinwatch.home)
    expect(await second.ended).toBe(2)
    expect(second.said()).toMatch(`Pinwatch runs already at ${url} (process ${pinwatch.pid}) on ${pinwatch.home}.`)
    expect((await ask(url)).pid).toBeGreaterThan(0)
    expect(await pinwatch.end()).toBe(0)
  })

  test('a port that is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void server.close())
    await delay(20)
    const { port } = server.address() as AddressInfo
    expect(await refusal([], { PORT: String(port) })).toMatch(
      new RegExp(`Port ${port} is taken by node \\(process ${process.pid}\\)\\. \\d+ is free: set PORT=\\d+\\.`),
    )
  })

  test.each([
    ['PORT', 'http', /PORT is "http"; it should be a port/],
    ['DATABASE_URL', 'localhost', /DATABASE_URL is not what it should be/],
    ['DATABASE_URL', 'postgresql://nobody@127.0.0.1:1/none', /The database does not answer/],
    ['PINWATCH_HOME', '/proc/pinwatch', /\/proc\/pinwatch cannot be used.*PINWATCH_HOME/],
  ])('%s=%s', async (name, value, sentence) => {
    expect(await refusal([], { [name]: value })).toMatch(sentence)
  })

  test('an address that is none of this machine', async () => {
    expect(await refusal([], { HOST: '203.0.113.7', PINWATCH_READ_ONLY: '1' })).toMatch(
      /HOST is "203.0.113.7": this machine cannot listen there/,
    )
  })

  test.each([
    ['no such directory', ['--repo', '/nonexistent'], /\/nonexistent: no such directory/],
    ['no repository', ['--repo', '/usr'], /not a git repository/],
    ['no such revision', ['--repo', kernel, '--rev', 'v9'], /"v9": no such revision/],
    ['no such tag', ['--repo', kernel, '--tags', 'v9*'], /"v9\*" matches no tag/],
    ['a password', ['--repo', 'https://me:secret@example.org/linux.git'], /would be shown to everybody/],
    ['nothing to apply to', ['--rev', 'v1'], /name it with --repo/],
  ])('%s', async (_name, args, sentence) => {
    expect(await refusal(args)).toMatch(sentence)
  })

  test('a URL without a repository', async () => {
    const url = await serveByHttp(makeRepository([{ files: smallKernel }], { bare: true }).directory)
    expect(await refusal(['--repo', `${url}/other.git`])).toMatch(/there is no git repository at this address/)
  })
})

test('a database of the user is used as it is, and left running', async () => {
  const { url: DATABASE_URL } = await createTestDatabase()
  const pinwatch = await start(['--repo', kernel], { DATABASE_URL })
  await pinwatch.hear(/acquire sites converted/)
  expect((await ask((await pinwatch.hear(ready))[1] ?? '')).database).toBe(DATABASE_URL)
  expect(postmasterOf(pinwatch.home)).toBeNull()
  expect(await pinwatch.end()).toBe(0)
  const db = openStore(DATABASE_URL)
  onTestFinished(() => db.$disconnect())
  expect(await db.revision.count()).toBe(1)
})

test('an address that others can reach is refused, unless nobody may change anything', async () => {
  const refused = await runCli(['start'], { env: { HOST: '0.0.0.0' } })
  expect(refused).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^pinwatch: HOST is 0\.0\.0\.0: .*PINWATCH_READ_ONLY=1/),
  })
  const pinwatch = await start([], { HOST: '0.0.0.0', PINWATCH_READ_ONLY: '1' })
  expect((await pinwatch.hear(ready))[1]).toMatch(/^http:\/\/127\.0\.0\.1:/)
  expect(await pinwatch.end()).toBe(0)
})
