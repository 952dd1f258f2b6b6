import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { judgeRequest } from './judge-request.ts'

const hosts = { names: new Set(['pinwatch.example.org']), isLoopback: true }
const server = createServer((request, response) => {
  const refusal = judgeRequest(request, hosts)
  response.writeHead(refusal?.status ?? 200, { connection: 'close' }).end()
})
let port = 0
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
})
afterAll(() => void server.close())

/** As it goes over the wire: no client stands between that would mend it. */
async function send(line: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const socket = connect(port, '127.0.0.1')
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`${line} HTTP/1.1\r\n${lines.join('')}connection: close\r\n\r\n`)
  const [first] = (await once(socket, 'data')) as [Buffer]
  socket.destroy()
  return Number(/^HTTP\/1\.1 (\d+)/.exec(first.toString())?.[1])
}

const here = () => `localhost:${port}`

test.each([
  ['localhost', 200],
  ['LOCALHOST:3000', 200],
  ['127.0.0.1:3000', 200],
  ['[::1]:3000', 200],
  ['pinwatch.localhost', 200],
  ['pinwatch.example.org', 200],
  ['pinwatch.example.org.:443', 200],
  ['evil.example', 421],
  ['127.0.0.1.evil.example', 421],
  ['localhost.evil.example', 421],
  ['evil.example#localhost', 421],
  ['localhost@evil.example', 421],
  ['192.0.2.1', 421],
  ['', 421],
])('Host %j gets %i', async (host, status) => {
  expect(await send('GET /', { host })).toBe(status)
})

test.each([
  ['GET /%zz', 400],
  ['GET /%00', 400],
  ['GET /%ff', 400],
  ['GET http://localhost/', 400],
  ['TRACE /', 405],
  ['PROPFIND /', 405],
  ['DELETE /linux/sites', 405],
  ['POST /api/ready', 405],
  ['DELETE /api/v1/tokens/1', 200],
  ['OPTIONS /linux', 200],
  [`GET /${'a'.repeat(9000)}`, 414],
  ['GET /linux/sites?path=%zz', 200],
  ['GET /%C3%A9', 200],
])('%.30s gets %i', async (line, status) => {
  expect(await send(line, { host: here() })).toBe(status)
})

test.each([
  ['POST', 'http://evil.example', 403],
  ['POST', 'null', 403],
  ['POST', 'http://localhost:1', 403],
  ['POST', 'https://pinwatch.example.org', 200],
  ['GET', 'http://evil.example', 200],
])('%s from %s gets %i', async (method, origin, status) => {
  expect(await send(`${method} /new`, { host: here(), origin })).toBe(status)
})

test('our own pages and programs may send', async () => {
  expect(await send('POST /new', { host: here(), origin: `http://${here()}` })).toBe(200)
  expect(await send('POST /api/scans', { host: here() })).toBe(200)
})
