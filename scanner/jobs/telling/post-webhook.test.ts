import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FoundAddress } from '#scanner/network/find-public-address.ts'
import { type HookServer, startHookServer } from '#scanner/testing/hook-server.ts'
import { postWebhook } from './post-webhook.ts'

let server: HookServer
beforeEach(async () => {
  server = await startHookServer()
})
afterEach(() => server.close())

const post = () => ({ url: `http://hooks.test:${server.port}/`, body: '{}', headers: {} })
const loopback: FoundAddress = { address: '127.0.0.1', family: 4 }

test('the name is looked up once, and the connection goes to what was found', async () => {
  let asked = 0
  const resolve = async () => (asked++ === 0 ? [loopback] : [{ address: '192.0.2.1', family: 4 } as const])
  const attempt = await postWebhook(post(), { privateHosts: ['hooks.test'], resolve })
  expect(attempt).toMatchObject({ outcome: 'taken', status: 200, answer: 'answer 200' })
  expect(asked).toBe(1)
  expect(server.posts[0]?.headers.host).toBe(`hooks.test:${server.port}`)
})

test('a name that means this machine is refused before anything is sent', async () => {
  const attempt = await postWebhook(post(), { privateHosts: [], resolve: async () => [loopback] })
  expect(attempt).toMatchObject({ outcome: 'rejected', status: null })
  expect(server.posts).toEqual([])
})

test('a name that means nothing, and a port where nobody listens, may mean something later', async () => {
  const unknown = async () => Promise.reject(new Error('ENOTFOUND hooks.test'))
  expect(await postWebhook(post(), { privateHosts: [], resolve: unknown })).toMatchObject({ outcome: 'unreachable' })
  const { port } = server
  await server.close()
  const nobody = { ...post(), url: `http://127.0.0.1:${port}/` }
  expect(await postWebhook(nobody, { privateHosts: ['127.0.0.1'] })).toMatchObject({ outcome: 'unreachable' })
  server = await startHookServer()
})
