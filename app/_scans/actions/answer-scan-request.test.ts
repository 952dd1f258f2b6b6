import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectDatabase, type Database } from '#prisma/client.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { answerScanRequest } from './answer-scan-request.ts'

let database: Database
beforeAll(async () => {
  database = connectDatabase((await createTestDatabase()).url)
})
afterAll(() => database?.$disconnect())

interface Sent {
  readonly headers?: Readonly<Record<string, string>>
  readonly listensOn?: string
}

function send(body: unknown, { headers = {}, listensOn = '127.0.0.1' }: Sent = {}) {
  const request = new Request('http://localhost:3000/api/scans', {
    method: 'POST',
    headers: { host: 'localhost:3000', 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return answerScanRequest(database, request, listensOn)
}

test('a scan is asked for once, however often it is wanted', async () => {
  const wish = { repo: '/srv/linux', revisions: ['v6.1'], tags: [] }
  const first = await send(wish)
  expect(first).toMatchObject({ status: 202, body: { tree: '/linux', joined: false } })
  expect(first.body).toMatchObject({ page: `/scans/${first.body.id}`, scan: `/api/scans/${first.body.id}` })
  expect(first.headers).toEqual({ location: `/api/scans/${first.body.id}` })
  expect(await send(wish)).toMatchObject({ status: 202, body: { id: first.body.id, joined: true } })
})

describe('nothing is written for', () => {
  test.each([
    ['a source that makes no sense', { repo: '../linux' }, 400, 'is no absolute path'],
    ['a URL with a password', { repo: 'https://me:secret@example.org/linux.git' }, 400, 'password'],
    ['a revision of two lines', { repo: '/srv/linux', revisions: ['a\nb'] }, 400, 'cannot be a revision'],
    ['a field nobody knows', { repo: '/srv/linux', revision: 'v6.1' }, 400, 'The body should be JSON'],
    ['a date that is none', { repo: '/srv/linux', since: '2024-02-30' }, 400, 'The body should be JSON'],
    ['every zeroth commit', { repo: '/srv/linux', every: 0 }, 400, 'The body should be JSON'],
    ['a number', { repo: 1 }, 400, 'The body should be JSON'],
    ['what is no JSON', '{', 400, 'The body should be JSON'],
    ['a body of a megabyte', JSON.stringify({ repo: `/${'a'.repeat(1_000_000)}` }), 400, 'The body should be JSON'],
  ])('%s', async (_name, body, status, message) => {
    const before = await database.scan.count()
    expect(await send(body)).toEqual({ status, body: { error: expect.stringContaining(message) } })
    expect(await database.scan.count()).toBe(before)
  })

  test.each([
    ['a page of another site', { headers: { origin: 'https://evil.example' } }, 403],
    ['a sandboxed page', { headers: { origin: 'null' } }, 403],
    ['another port of this machine', { headers: { origin: 'http://localhost:4000' } }, 403],
    ['what a browser calls cross-site', { headers: { 'sec-fetch-site': 'cross-site' } }, 403],
    ['what a browser calls same-site', { headers: { 'sec-fetch-site': 'same-site' } }, 403],
    ['a name of elsewhere', { headers: { host: 'evil.example' } }, 403],
    ['a server that is open to others', { listensOn: '0.0.0.0' }, 403],
    ['a form, which any page may send', { headers: { 'content-type': 'text/plain' } }, 415],
  ])('%s', async (_name, sent, status) => {
    const before = await database.scan.count()
    expect(await send({ repo: '/srv/other' }, sent)).toMatchObject({ status, body: { error: expect.any(String) } })
    expect(await database.scan.count()).toBe(before)
  })
})

test('our own pages and programs may ask', async () => {
  const own = { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }
  expect(await send({ repo: '/srv/own' }, { headers: own })).toMatchObject({ status: 202 })
})
