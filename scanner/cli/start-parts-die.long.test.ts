import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openStore } from '#scanner/store/open-store.ts'
import { makeFolder } from '#scanner/testing/make-repository.ts'
import { findFreePort } from '#scanner/testing/serve-repository.ts'
import { ask, pidOf, ready, start, startAll, worker } from '#scanner/testing/start-all.ts'
import { childrenOf, isAlive, makeHome, postmasterOf, untilDead } from '#scanner/testing/start-pinwatch.ts'

test('a second Ctrl-C does not wait for what is being ended', async () => {
  const { pinwatch, pids, all } = await startAll()
  // one that does not listen
  process.kill(pids.web, 'SIGSTOP')
  process.kill(pinwatch.pid, 'SIGINT')
  await pinwatch.hear(/Stopping/)
  await delay(400)
  expect(await pinwatch.end('SIGINT')).toBe(130)
  await Promise.all(all.map(untilDead))
})

test('npm being gone ends all of it, the database last', async () => {
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
