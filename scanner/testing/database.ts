import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { query } from './query.ts'
import { ensureTestServer, templateName } from './test-server.ts'
import { whenFileEnds } from './when-file-ends.ts'

export interface TestDatabase {
  readonly url: string
  /** Also ends whoever is connected. May be called again; it is called when the test file is done. */
  drop(): Promise<void>
}

/**
 * A database of a real Postgres with every migration applied, and nothing in it: a clone of a template. The first call
 * of a run starts the server, which all test files share. `empty`: without the migrations, for tests of migrating.
 */
export async function createTestDatabase(options: { readonly empty?: boolean } = {}): Promise<TestDatabase> {
  const { url: serverUrl } = await ensureTestServer(inject('testServer'))
  const name = `test_${randomBytes(6).toString('hex')}`
  const template = options.empty === true ? 'template0' : templateName
  // copying files beats logging each page where nothing has to survive a crash
  await query(serverUrl, `create database ${name} template ${template} strategy file_copy`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  const drop = async () => {
    await query(serverUrl, `drop database if exists ${name} with (force)`)
  }
  whenFileEnds(drop)
  return { url: url.href, drop }
}
