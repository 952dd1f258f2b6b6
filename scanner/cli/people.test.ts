import { statSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeFolder } from '#scanner/testing/make-repository.ts'
import { runCli } from '#scanner/testing/run-cli.ts'
import { runHere } from '#scanner/testing/run-here.ts'

interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: unknown
}

const asked: Asked[] = []
let answer: { status: number; body: unknown } = { status: 200, body: {} }
const server = createServer(async (request, response) => {
  let text = ''
  for await (const chunk of request) text += chunk
  const { method = '', url = '', headers } = request
  asked.push({ method, path: url, headers, body: text === '' ? null : JSON.parse(text) })
  const isList = method === 'GET'
  const page = url.includes('cursor=2')
    ? { items: [{ id: 'b'.repeat(16) }], next: null }
    : { items: [{ id: 'a'.repeat(16) }], next: '2' }
  response.writeHead(answer.status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(isList && answer.status === 200 ? page : answer.body))
})
let url: string

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // it listens on a port
})
afterAll(() => server.close())
beforeEach(() => {
  asked.length = 0
})

const key = '0123456789abcdef'
const withToken = { env: { PINWATCH_TOKEN: 'secret' } }

describe('token', () => {
  test('prints the same alone, until a new one is wanted, and nobody else can read it', async () => {
    const home = makeFolder()
    const first = await runHere(['token'], { home })
    expect(first).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^pinwatch_[\w-]{43}\n$/) })
    expect((await runHere(['token'], { home })).stdout).toBe(first.stdout)
    const next = await runHere(['token', '--new'], { home })
    expect(next.stdout).not.toBe(first.stdout)
    expect((await runHere(['token'], { home })).stdout).toBe(next.stdout)
    expect(statSync(join(home, 'token')).mode & 0o777).toBe(0o600)
  })

  test('is one, however many ask at once', async () => {
    const home = makeFolder()
    const printed = await Promise.all(Array.from({ length: 4 }, () => runCli(['token'], { home })))
    expect(new Set(printed.map(({ stdout }) => stdout)).size).toBe(1)
  })
})

describe('claim and assign', () => {
  beforeEach(() => {
    answer = { status: 201, body: { created: 1, claims: [{ id: '1' }, { id: '2' }] } }
  })

  test('send keys, and print a claim a line', async () => {
    const result = await runHere(
      ['claim', '--server', url, '--tree', 'linux', '--note', 'mine', '--due', '2027-01-31', key],
      withToken,
    )
    expect(result).toEqual({
      code: 0,
      stdout: '{"id":"1"}\n{"id":"2"}\n',
      stderr: '1 claimed for you, 1 were already, and say this now.\n',
    })
    expect(asked).toEqual([
      {
        method: 'POST',
        path: '/api/v1/trees/linux/claims',
        body: { sites: [key], note: 'mine', due: '2027-01-31' },
        headers: expect.objectContaining({ authorization: 'Bearer secret', 'idempotency-key': expect.any(String) }),
      },
    ])
  })

  test('send a filter, with every value of a parameter', async () => {
    const filter = 'status=unconverted&status=mismatched&subsystem=VFIO DRIVER'
    const args = ['assign', '--server', url, '--tree', 'linux', '--person', 'a@example.org', '--filter', filter]
    expect((await runHere(args, withToken)).code).toBe(0)
    expect(asked[0]?.body).toEqual({
      filter: { status: ['unconverted', 'mismatched'], subsystem: ['VFIO DRIVER'] },
      person: 'a@example.org',
    })
  })

  test('end with 2 and the reason where they are refused', async () => {
    answer = { status: 403, body: { title: 'Not allowed', detail: 'Only an admin may.' } }
    const result = await runHere(['claim', '--server', url, '--tree', 'linux', key], withToken)
    expect(result).toEqual({
      code: 2,
      stdout: '',
      stderr: `pinwatch: ${url} refuses: Not allowed. Only an admin may.\n`,
    })
  })

  test('take the token of the home for a server of this machine, and for no other', async () => {
    const home = makeFolder()
    const token = (await runHere(['token'], { home })).stdout.trim()
    expect((await runHere(['claim', '--server', url, '--tree', 'linux', key], { home })).code).toBe(0)
    expect(asked[0]?.headers.authorization).toBe(`Bearer ${token}`)
    const other = await runHere(['claim', '--server', 'https://gup.example.org', '--tree', 'linux', key], { home })
    expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining('set PINWATCH_TOKEN') })
  })
})

test('triage says the same of every site that a filter finds, page by page', async () => {
  answer = { status: 200, body: { verdict: 'stays', by: 'you' } }
  const args = [
    'triage',
    '--server',
    url,
    '--tree',
    'linux',
    '--verdict',
    'stays',
    '--note',
    'why',
    '--filter',
    'q=gup',
  ]
  const { code, stdout } = await runHere(args, withToken)
  expect(code).toBe(0)
  expect(
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).site),
  ).toEqual(['a'.repeat(16), 'b'.repeat(16)])
  expect(asked.filter(({ method }) => method === 'PUT')).toMatchObject([
    { path: `/api/v1/trees/linux/sites/${'a'.repeat(16)}/triage`, body: { verdict: 'stays', text: 'why' } },
    { path: `/api/v1/trees/linux/sites/${'b'.repeat(16)}/triage`, body: { verdict: 'stays', text: 'why' } },
  ])
})

test('a priority is set alone, or beside a verdict', async () => {
  answer = { status: 200, body: { priority: 'high', by: 'you' } }
  const alone = await runHere(['triage', '--server', url, '--tree', 'linux', '--priority', 'high', key], withToken)
  expect(alone).toMatchObject({ code: 0, stdout: `{"site":"${key}","priority":"high"}\n` })
  expect(asked).toMatchObject([{ path: `/api/v1/trees/linux/sites/${key}/priority`, body: { priority: 'high' } }])
  const args = ['--verdict', 'blocked', '--priority', 'low', key]
  expect(await runHere(['triage', '--server', url, '--tree', 'linux', ...args], withToken)).toMatchObject({ code: 0 })
  expect(asked.slice(1)).toMatchObject([{ body: { verdict: 'blocked' } }, { body: { priority: 'low' } }])
})

test.each([
  [['claim', '--tree', 'linux'], /name either keys of sites or --filter/],
  [['claim', '--tree', 'linux', '--filter', 'q=x', key], /name either keys of sites or --filter/],
  [['claim', '--tree', 'linux', 'xyz'], /no key of a site/],
  [['claim', key], /--tree is missing/],
  [['claim', '--tree', 'linux', '--server', 'ftp://x', key], /no address of a server/],
  [['claim', '--tree', 'linux', '--due', 'tomorrow', key], /no date/],
  [['assign', '--tree', 'linux', key], /--person is missing/],
  [['triage', '--tree', 'linux', key], /--verdict is missing/],
  [['triage', '--tree', 'linux', '--verdict', 'fine', key], /--verdict "fine"/],
  [['triage', '--tree', 'linux', '--priority', 'soon', key], /--priority "soon"/],
  [['triage', '--tree', 'linux', '--priority', 'low', '--note', 'x', key], /about a --verdict, which is missing/],
  [['digest', '--tree', 'linux', '--section', 'X', '--to', 'a@b.c\nBcc: d@e.f'], /is no mail address/],
  [['triage', '--tree', 'linux', '--import', '/nonexistent'], /no such file or folder. Name a triage file/],
  [['claim', '--server', 'http://127.0.0.1:1', '--tree', 'linux', key], /does not answer/],
])('%j ends with 2 and a sentence', async (args, message) => {
  const { code, stdout, stderr } = await runHere(args, withToken)
  expect(stderr).toMatch(message)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
})
