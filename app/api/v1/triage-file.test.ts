import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { triageSite } from '#app/_people/actions/triage-site.ts'
import { makeAccount, originOf, type TestAccount } from '#app/_people/testing/people-world.ts'
import { connectDatabase, type Database } from '#prisma/client.ts'
import { publishRevision } from '#scanner/store/publish-revision.ts'
import { claimTree } from '#scanner/testing/claimed-tree.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { makeFolder } from '#scanner/testing/make-repository.ts'
import { runCli } from '#scanner/testing/run-cli.ts'
import { keyOf, samplePublication } from '#scanner/testing/sample-publication.ts'

let database: Database
let admin: TestAccount
let url: string

vi.mock('#app/_data/database.ts', () => ({ getDatabase: () => database }))
const route = await import('./trees/[tree]/triage/route.ts')

/** The one address of the API that this is about, over HTTP as the command line asks it. */
const server = createServer((request, response) => void answer(request, response))
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = ''
  for await (const chunk of request) body += chunk
  const { method = '', headers } = request
  const sent = new Request(`${url}${request.url}`, {
    method,
    headers: Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
    ...(method === 'GET' ? {} : { body }),
  })
  const context = { params: Promise.resolve({ tree: 'linux' }) }
  const given = await (method === 'GET' ? route.GET(sent, context) : route.POST(sent, context))
  response.writeHead(given.status, Object.fromEntries(given.headers))
  response.end(await given.text())
}

beforeAll(async () => {
  database = connectDatabase((await createTestDatabase()).url)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // it listens on a port
  const { options } = await claimTree(database)
  await publishRevision(
    database,
    samplePublication({
      commit: 'v1',
      sites: [{ name: 'b' }, { name: 'a', pair: 'r' }, { name: 'r', role: 'release' }],
    }),
    options,
  )
  admin = await makeAccount(database, 'admin')
  const origin = await originOf(database, admin)
  await database.$transaction(async (tx) => {
    await triageSite(tx, origin, 'linux', keyOf('b'), {
      verdict: 'case',
      case: 3,
      reason: 'mmu',
      text: 'two\nlines "quoted" \u2028',
    })
    await triageSite(tx, origin, 'linux', keyOf('r'), { verdict: 'wrong-pair' })
  })
})
afterAll(async () => {
  server.close()
  await database.$disconnect()
})

const run = (args: readonly string[]) =>
  runCli(['triage', '--server', url, '--tree', 'linux', ...args], { env: { PINWATCH_TOKEN: admin.token } })

test('what is decided goes through the command line into a file and back, as it was, and again changes nothing', async () => {
  const file = join(makeFolder(), 'triage.ndjson')
  expect(await run(['--export', file])).toMatchObject({ code: 0 })
  const written = readFileSync(file, 'utf8')
  expect(
    written
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toMatchObject([
    { 'pinwatch-triage': 1 },
    { path: 'b.c', verdict: 'case', case: 3, reason: 'mmu', text: 'two\nlines "quoted" \u2028', by: admin.email },
    { path: 'r.c', verdict: 'wrong-pair', other: { path: 'a.c', function: 'a', ordinal: 1 } },
  ])
  await database.triage.deleteMany()
  const first = await run(['--import', file])
  expect(first).toMatchObject({ code: 0, stderr: expect.stringMatching(/\b2\b/) })
  const entries = await database.auditEntry.count()
  expect(await run(['--import', file])).toMatchObject({ code: 0 })
  expect(await database.auditEntry.count()).toBe(entries)
  const again = join(makeFolder(), 'again.ndjson')
  await run(['--export', again])
  expect(readFileSync(again, 'utf8')).toBe(written)
})
