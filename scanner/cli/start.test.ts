import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openStore } from '#scanner/store/open-store.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { makeRepository } from '#scanner/testing/make-repository.ts'
import { runCli } from '#scanner/testing/run-cli.ts'
import { serveByHttp } from '#scanner/testing/serve-repository.ts'
import { smallKernel } from '#scanner/testing/small-kernel.ts'
import { ask, ready, start, startAll } from '#scanner/testing/start-all.ts'
import { isAlive, postmasterOf } from '#scanner/testing/start-pinwatch.ts'

const { directory: kernel } = makeRepository([{ files: smallKernel, tag: 'v1' }])

test('a tree is scanned while the pages come up, what came out is told with its address, and ending it ends all of it', async () => {
  const { pinwatch, url, all } = await startAll(['--repo', kernel, '--tags', 'v*'])
  const slug = kernel.split('/').at(-1)?.toLowerCase() ?? ''
  await pinwatch.hear(new RegExp(`${slug}: v1, [\\d.]+ % of \\d+ acquire sites converted → ${url}/${slug}`))
  // that the other signals do the same is told by stop-signals.test.ts
  expect(await pinwatch.end('SIGHUP')).toBe(0)
  expect(all.filter(isAlive)).toEqual([])
  expect(postmasterOf(pinwatch.home)).toBeNull()
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
