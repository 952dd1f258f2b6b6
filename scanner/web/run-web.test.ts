import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { choosePort } from '#scanner/jobs/launch/choose-port.ts'
import { makeFolder } from '#scanner/testing/make-repository.ts'
import { runWeb } from './run-web.ts'

/** In place of Next.js: addresses that break as pages do, that throw, that have nothing, and that are asked the wrong way. */
const next = `module.exports = () => ({
  prepare: async () => {},
  getRequestHandler: () => async (request, response) => {
    if (request.url === '/throws') throw new Error('a bug')
    if (request.url === '/upload') for await (const _part of request) {}
    if (request.url === '/busy') for (let turn = 0; turn < 5; turn++) {
      for (const end = performance.now() + 20; performance.now() < end; );
      await new Promise(setImmediate)
    }
    if (request.url.startsWith('/nonsense')) {
      globalThis.pinwatchRequest.getStore().isMisasked = true
      return response.writeHead(request.url === '/nonsense/gone' ? 404 : 200).end('what is wrong, and the rest')
    }
    globalThis.askedOfNext.push(request.url)
    const has = { '/api/v1/trees': 'GET, HEAD, OPTIONS', '/only/written': 'OPTIONS, POST' }[request.url]
    if (has !== undefined && request.method === 'OPTIONS') return response.writeHead(204, { allow: has }).end()
    if (has !== undefined && !has.includes(request.method)) return response.writeHead(405).end()
    if (request.url === '/api/v1/trees') return response.end('{"items":[{"slug":"linux"}]}')
    if (request.url === '/linux/sites') return response.end('<a href="/linux/sites/export?format=csv"><a href="/linux/sites/k1?rev=v2">')
    if (request.url.startsWith('/nothing')) return response.writeHead(404, { 'content-type': 'text/html' }).end('<script>')
    if (request.url.startsWith('/_/')) return response.writeHead(404, { 'content-type': 'text/html' }).end(request.url)
    response.writeHead(/^.(fine|busy|upload)/.test(request.url) ? 200 : 500, { 'content-type': 'text/html' })
    const { 'x-forwarded-for': sender, 'x-forwarded-host': host } = request.headers
    response.end('<p>made by Next</p>' + (request.url === '/fine?whose' ? sender + ' ' + host : ''))
  },
})
`
/** What the server asked of it, in this order. */
const asked: string[] = []
Object.assign(globalThis, { askedOfNext: asked })
const stop = new AbortController()
let address = ''
let running: Promise<void>
beforeAll(async () => {
  const root = makeFolder()
  mkdirSync(join(root, 'node_modules/next'), { recursive: true })
  const migration = join(root, 'prisma/migrations/20200101000000_first')
  mkdirSync(migration, { recursive: true })
  writeFileSync(join(migration, 'migration.sql'), 'select')
  writeFileSync(join(root, 'package.json'), '{}')
  writeFileSync(join(root, 'node_modules/next/index.js'), next)
  const { port } = await choosePort('127.0.0.1', null)
  address = `http://127.0.0.1:${port}`
  running = runWeb({
    root,
    host: '127.0.0.1',
    port,
    home: root,
    privateHosts: [],
    databaseUrl: 'postgresql://nobody@127.0.0.1:9/none',
    hosts: { names: new Set(), isLoopback: true },
    proxies: { proxies: ['192.0.2.0/24'], behindName: null },
    logLevel: 'silent',
    metricsPort: null,
    metricsToken: null,
    stop: stop.signal,
  })
  while (!(await fetch(`${address}/fine`).catch(() => null))) await new Promise((resolve) => setTimeout(resolve, 50))
})
afterAll(async () => {
  stop.abort()
  await running
})

const ask = (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
  fetch(address + path, { headers, method })

test.each(['/breaks', '/throws'])('the page of %s says the id of the request, and what to do', async (path) => {
  const answer = await ask(path)
  expect(answer.status).toBe(500)
  const text = await answer.text()
  expect(text).toContain('This page could not be made')
  expect(text).toContain(`In the log as <code>${answer.headers.get('x-request-id')}</code>`)
  expect(answer.headers.get('x-frame-options')).toBe('DENY')
})

test('programs are told the id as data', async () => {
  const answer = await ask('/api/breaks')
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(await answer.json()).toMatchObject({ status: 500, requestId: answer.headers.get('x-request-id') })
})

test('an act of a page that breaks is answered on the page, and what is fine is as Next.js made it', async () => {
  expect(await (await ask('/breaks', { 'next-action': 'x' })).text()).toBe('<p>made by Next</p>')
  expect(await (await ask('/fine')).text()).toBe('<p>made by Next</p>')
})

test('Next.js asks itself by http, whatever the proxy before it speaks', () => {
  // where an act leads is asked for there
  expect(process.env.__NEXT_PRIVATE_ORIGIN).toBe(address)
})

test('pages learn whom a proxy on this machine asks for, and nothing of what the client made up', async () => {
  const headers = { 'x-forwarded-for': '1.2.3.4, 203.0.113.9, 192.0.2.1', 'x-forwarded-host': 'evil.example' }
  expect(await (await ask('/fine?whose', headers)).text()).toBe('<p>made by Next</p>203.0.113.9 undefined')
})

test('where nothing is, the page that says so is asked for whole', async () => {
  const answer = await ask('/nothing?rev=1')
  expect(answer.status).toBe(404)
  expect(await answer.text()).toBe('/_/missing/page?asked=%2Fnothing%3Frev%3D1')
  // a script that goes from page to page makes its own
  expect(await (await ask('/nothing', { rsc: '1' })).text()).toBe('<script>')
})

test('a page that names nonsense in its address is answered with 400, and as it is made', async () => {
  const answer = await ask('/nonsense')
  expect(answer.status).toBe(400)
  expect(await answer.text()).toBe('what is wrong, and the rest')
  // what a script shows has to be 200, an act is done, and what is gone is gone
  expect((await ask('/nonsense', { rsc: '1' })).status).toBe(200)
  expect((await ask('/nonsense', {}, 'POST')).status).toBe(200)
  expect((await ask('/nonsense/gone')).status).toBe(404)
})

test('an address of the API that is asked the wrong way says so to programs, and what it has', async () => {
  const answer = await ask('/api/v1/trees', {}, 'POST')
  expect(answer.status).toBe(405)
  expect(answer.headers.get('allow')).toBe('GET, HEAD, OPTIONS')
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(await answer.json()).toMatchObject({ status: 405, detail: 'There is no POST here: /api tells what there is.' })
})

test.each([
  ['GET', '/only/written', 405, 'OPTIONS, POST'],
  ['PUT', '/fine', 405, 'GET, HEAD, POST, OPTIONS'],
  ['DELETE', '/api/health', 405, 'GET, HEAD, OPTIONS'],
  ['OPTIONS', '/fine', 204, 'GET, HEAD, POST, OPTIONS'],
  ['OPTIONS', '/schema/site.json', 204, 'GET, HEAD, OPTIONS'],
  ['OPTIONS', '/api/v1/trees', 204, 'GET, HEAD, OPTIONS'],
])('%s %s gets %i with Allow: %s', async (method, path, status, allow) => {
  const answer = await ask(path, {}, method)
  expect(answer.status).toBe(status)
  expect(answer.headers.get('allow')).toBe(allow)
})

test('main pages are asked for before anybody is answered', () => {
  const first = ['/', '/api/v1/trees', '/linux', '/linux/sites', '/linux/sites/k1', '/linux/subsystems']
  expect(asked.slice(0, 8)).toEqual([...first, '/api/v1/trees/linux/sites?limit=1', '/fine'])
})

/** Begins a request whose body does not come to its end; `finish` sends the rest. */
async function beginUpload() {
  const { port } = new URL(address)
  const socket = connect(Number(port), '127.0.0.1')
  const answer = once(socket, 'data').then(([data]) => Number(String(data).split(' ')[1]))
  socket.write('POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[')
  return { answer, finish: () => socket.write(']') }
}

test('those who stop in the middle of what they send keep nobody from reading, and are answered when they go on', async () => {
  const uploads = await Promise.all(Array.from({ length: 12 }, beginUpload))
  const statuses: number[] = []
  for (const { answer } of uploads) void answer.then((status) => statuses.push(status))
  while (statuses.length < 9) {
    expect((await ask('/fine')).status).toBe(200)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  expect(statuses).toEqual(Array(9).fill(503))
  for (const { finish } of uploads) finish()
  await Promise.all(uploads.map(({ answer }) => answer))
  expect(statuses.slice(9)).toEqual([200, 200, 200])
  // what comes whole is nothing to wait for
  const whole = Array.from({ length: 6 }, () => fetch(`${address}/upload`, { method: 'POST', body: '[]' }))
  expect((await Promise.all(whole)).map(({ status }) => status)).toEqual(Array(6).fill(200))
}, 60_000)

/** Connects so many times and asks, says so when all wait at the door, and then what each is answered. */
const crowd = `
const { parentPort, workerData } = require('node:worker_threads')
const { connect } = require('node:net')
let outside = workerData.size
for (let visitor = 0; visitor < workerData.size; visitor++) {
  const socket = connect(workerData.port, '127.0.0.1', () => {
    socket.write('GET /busy HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n', () => {
      if (--outside === 0) Atomics.notify(workerData.gate, 0, Atomics.store(workerData.gate, 0, 1))
    })
  })
  socket.once('data', (answer) => parentPort.postMessage(Number(String(answer).split(' ')[1])))
}`

test('of two hundred who come at once, those for whom there is no room hear so before pages are made, however long these take', async () => {
  const gate = new Int32Array(new SharedArrayBuffer(4))
  const port = Number(new URL(address).port)
  const visitors = new Worker(crowd, { eval: true, workerData: { size: 200, port, gate } })
  const answers: unknown[] = []
  visitors.on('message', (status) => answers.push(status))
  // nobody is let in before the last one has come
  Atomics.wait(gate, 0, 0)
  await once(visitors, 'exit')
  expect(answers).toHaveLength(200)
  const refused = answers.filter((status) => status === 503)
  expect(refused.length).toBeGreaterThan(100)
  expect(answers.slice(0, 100).filter((status) => status === 200).length).toBeLessThan(20)
  expect(refused.length + answers.filter((status) => status === 200).length).toBe(200)
}, 60_000)
