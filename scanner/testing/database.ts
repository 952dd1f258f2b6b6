import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, inject } from 'vitest'
import { ensureTestServer, templateName } from './test-server.ts'

export interface TestDatabase {
  readonly url: string
  /** Also ends whoever is connected. May be called again; it is called when the test file is done. */
  drop(): Promise<void>
}

const created: TestDatabase[] = []
afterAll(async () => {
  for (const database of created.splice(0)) await database.drop()
})

/**
 * A database of a real Postgres with every migration applied, and nothing in it: a clone of a template. The first call of a run starts
 * the server, which all test files share.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { url: serverUrl } = await ensureTestServer(inject('testServer'))
  const name = `test_${randomBytes(6).toString('hex')}`
  // copying files beats logging each page where nothing has to survive a crash
  await run(serverUrl, `create database ${name} template ${templateName} strategy file_copy`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  const database = { url: url.href, drop: () => run(serverUrl, `drop database if exists ${name} with (force)`) }
  created.push(database)
  return database
}

async function run(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
