import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { basename, dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { makeDataFolder } from '#scanner/testing/data-folder.ts'
import { query } from '#scanner/testing/query.ts'
import { type SpawnedModule, spawnModule } from '#scanner/testing/spawn-module.ts'
import { chooseAccount } from './account.ts'
import { findEmbedded, startEmbedded } from './start-embedded.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const starter = fileURLToPath(new URL('../../scanner/testing/modules/start-embedded.ts', import.meta.url))
/** Nothing here outlives a crash of the machine; what outlives one of the server is written anyway. */
const settings = { fsync: 'off' }

interface Started {
  readonly url: string
  readonly pid: number
  readonly adopted: boolean
}

function spawnStarter(dataDirectory: string): Promise<SpawnedModule> {
  return spawnModule(starter, [JSON.stringify({ dataDirectory, port: 0, root, settings })])
}

async function startedBy(module: SpawnedModule): Promise<Started> {
  return JSON.parse(await module.firstLine)
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await delay(5)
}

it('keeps what was written over a restart', async () => {
  const dataDirectory = makeDataFolder()
  const first = await startEmbedded({ dataDirectory, port: 0, settings })
  await query(first.url, 'create table kept as select 42 as answer')
  await first.stop()
  await first.stop()
  expect(await first.exited).toBeNull()
  expect(first.isRunning()).toBe(false)

  const second = await startEmbedded({ dataDirectory, port: 0, settings })
  expect(second.adopted).toBe(false)
  expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
  await second.stop()
})

it('compares by code point and folds case by Unicode, whatever the machine speaks', async () => {
  const server = await startEmbedded({ dataDirectory: makeDataFolder(), port: 0, database: 'it is "quoted"', settings })
  const [row] = await query(server.url, `select current_database() as name, lower('ÉÜ') as lower, 'Z' < 'a' as bytes`)
  expect(row).toEqual({ name: 'it is "quoted"', lower: 'éü', bytes: true })
})

it('takes another port if the wanted one is taken', async () => {
  const holder = createServer()
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void holder.close())
  const address = holder.address()
  const taken = typeof address === 'object' && address !== null ? address.port : 0
  const server = await startEmbedded({ dataDirectory: makeDataFolder(), port: taken, settings })
  expect(server.port).not.toBe(taken)
  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

it('adopts the server of a process that was killed, and tells of its end', async () => {
  const dataDirectory = makeDataFolder()
  const killed = await spawnStarter(dataDirectory)
  const { pid, url } = await startedBy(killed)
  killed.kill('SIGKILL', 'group')
  await killed.ended

  const server = await startEmbedded({ dataDirectory, port: 0, settings })
  expect(server).toMatchObject({ adopted: true, pid, url })
  process.kill(pid, 'SIGKILL')
  expect(await server.exited).toMatchObject({ code: 'server-gone' })
})

it('outlives the Ctrl-C that ends who started it', async () => {
  const dataDirectory = makeDataFolder()
  const starter = await spawnStarter(dataDirectory)
  const { url } = await startedBy(starter)
  starter.kill('SIGINT', 'group')
  await starter.ended
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
})

it('gives one server to starts that race for an empty folder', async () => {
  const dataDirectory = makeDataFolder()
  const starters = await Promise.all([1, 2, 3].map(() => spawnStarter(dataDirectory)))
  const started = await Promise.all(starters.map(startedBy))
  expect(new Set(started.map(({ pid }) => pid)).size).toBe(1)
  expect(started.filter(({ adopted }) => !adopted)).toHaveLength(1)
  expect(readdirSync(dirname(dataDirectory))).toEqual([basename(dataDirectory)])
})

it('gives one server to starts of one process that race for an empty folder', async () => {
  const dataDirectory = makeDataFolder()
  const started = await Promise.all([1, 2, 3].map(() => startEmbedded({ dataDirectory, port: 0, settings })))
  expect(new Set(started.map(({ pid }) => pid)).size).toBe(1)
})

it('gives one server to starts that race for data that are there', async () => {
  const dataDirectory = makeDataFolder()
  await (await startEmbedded({ dataDirectory, port: 0, settings })).stop()
  const started = await Promise.all(
    [1, 2, 3, 4, 5, 6, 7, 8].map(() => startEmbedded({ dataDirectory, port: 0, settings })),
  )
  expect(new Set(started.map(({ pid }) => pid)).size).toBe(1)
  expect(started.filter(({ adopted }) => !adopted)).toHaveLength(1)
})

it('recovers what was committed when the server was killed, also while a process of it still holds its memory', async () => {
  const dataDirectory = makeDataFolder()
  const first = await startEmbedded({ dataDirectory, port: 0, settings })
  await query(first.url, 'create table kept as select 42 as answer')
  const [writer] = await query<{ pid: number }>(
    first.url,
    `select pid from pg_stat_activity where backend_type = 'background writer'`,
  )
  process.kill(writer?.pid ?? 0, 'SIGSTOP')
  process.kill(first.pid, 'SIGKILL')
  expect(await first.exited).toMatchObject({ code: 'server-gone', message: expect.stringContaining('server.log') })

  const starting = startEmbedded({ dataDirectory, port: 0, settings })
  await delay(1000)
  process.kill(writer?.pid ?? 0, 'SIGCONT')
  const second = await starting
  expect(second.adopted).toBe(false)
  expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
})

it('is not deceived by a lock file whose process id belongs to something else now', async () => {
  const dataDirectory = makeDataFolder()
  const first = await startEmbedded({ dataDirectory, port: 0, settings })
  await first.stop()
  const account = chooseAccount(dataDirectory)
  const other = spawn('sleep', ['600'], account === null ? {} : { uid: account.uid })
  onTestFinished(() => void other.kill())
  const lines = [other.pid, dataDirectory, 1, first.port, '', '127.0.0.1', '  1 1', 'ready   ']
  writeFileSync(join(dataDirectory, 'postmaster.pid'), `${lines.join('\n')}\n`)

  const second = await startEmbedded({ dataDirectory, port: 0, settings })
  expect(second.adopted).toBe(false)
  expect(other.exitCode).toBeNull()
})

it('starts over after a first start that was killed while it made the data', async () => {
  const dataDirectory = makeDataFolder()
  const killed = await spawnStarter(dataDirectory)
  const folder = dirname(dataDirectory)
  const isMaking = (name: string) => existsSync(join(folder, name, 'data', 'PG_VERSION'))
  await until(() => readdirSync(folder).some(isMaking))
  killed.kill('SIGKILL', 'group')
  await killed.ended
  expect(existsSync(dataDirectory)).toBe(false)

  const server = await startEmbedded({ dataDirectory, port: 0, settings })
  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(readdirSync(folder)).toEqual([basename(dataDirectory)])
})

it('puts aside what an initdb that was killed has left in the folder itself', async () => {
  const dataDirectory = makeDataFolder()
  mkdirSync(join(dataDirectory, 'base'), { recursive: true })
  writeFileSync(join(dataDirectory, 'PG_VERSION'), '18\n')
  const server = await startEmbedded({ dataDirectory, port: 0, settings })
  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  const [aside = ''] = readdirSync(dirname(dataDirectory)).filter((name) => name.includes('.interrupted-'))
  expect(readdirSync(join(dirname(dataDirectory), aside)).sort()).toEqual(['PG_VERSION', 'base'])
})

it('finds a server that runs, and starts none', async () => {
  const dataDirectory = makeDataFolder()
  expect(await findEmbedded(join(dataDirectory, 'not', 'there'))).toBeNull()
  expect(await findEmbedded(dataDirectory)).toBeNull()
  const server = await startEmbedded({ dataDirectory, port: 0, settings })
  expect(await findEmbedded(dataDirectory)).toBe(server.url)
  await server.stop()
  expect(await findEmbedded(dataDirectory)).toBeNull()
})

it('keeps data and password to the user that runs the server', async () => {
  const dataDirectory = makeDataFolder()
  await startEmbedded({ dataDirectory, port: 0, settings })
  expect(statSync(dataDirectory).mode & 0o077).toBe(0)
  expect(statSync(join(dataDirectory, 'pinwatch-password')).mode & 0o077).toBe(0)
})
