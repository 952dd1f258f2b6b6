import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { connectDatabase, type Database } from '#prisma/client.ts'
import { formatRow } from '#scanner/model/format-row.ts'
import { scanRevision } from '#scanner/run.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { makeRepository } from '#scanner/testing/make-repository.ts'
import { publishRepository } from '#scanner/testing/publish-repository.ts'
import { smallKernel } from '#scanner/testing/small-kernel.ts'

let database: Database
let repo: string

vi.mock('#app/_data/database.ts', () => ({ getDatabase: () => database }))
const { GET } = await import('./route.ts')

beforeAll(async () => {
  database = connectDatabase((await createTestDatabase()).url)
  repo = makeRepository([{ files: smallKernel, tag: 'v1' }]).directory
  await publishRepository(database, repo, { revisions: ['v1'] })
})
afterAll(() => database?.$disconnect())

const ask = (query: string, tree = 'linux') =>
  GET(new Request(`http://localhost/api/trees/${tree}/sites?${query}`), { params: Promise.resolve({ tree }) })

test('answers with the lines that a scan prints', async () => {
  const { rows, repository } = await scanRevision({ repo, rev: 'v1', include: [], cacheHome: null, workerEntry: null })
  repository.close()
  const answer = await ask('all=1&rev=v1')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8')
  expect(await answer.text()).toBe(rows.map(formatRow).join(''))
})

test('takes the filters of the page', async () => {
  const text = await (await ask('role=acquire&subsystem=legacy+driver&path=*.c')).text()
  expect(
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => (JSON.parse(line) as { api: string }).api),
  ).toEqual(['get_user_pages_fast'])
  const nothing = await ask('status=mismatched')
  expect([nothing.status, await nothing.text()]).toEqual([200, ''])
})

test.each([
  ['status=done', 400, 'status'],
  ['role=x', 400, 'role'],
  ['api=kmalloc', 400, 'api'],
  ['path=a(b)', 400, 'path'],
  ['q=%00', 400, 'q'],
  ['sort=path', 400, 'sort'],
  ['page=2', 400, 'page'],
  ['subsystem=NO+SUCH+SECTION', 400, 'subsystem'],
  [`rev=${'a'.repeat(300)}`, 400, 'rev'],
  ['rev=v9', 404, 'rev'],
])('%s is refused and named', async (query, status, parameter) => {
  const answer = await ask(query)
  expect(answer.status).toBe(status)
  expect(await answer.json()).toEqual({ error: expect.stringMatching(/^.{10,}\.$/), parameter })
})

test.each(['nope', '%00', '..', 'LINUX'])('there is no tree %s', async (tree) => {
  expect((await ask('', tree)).status).toBe(404)
})
