import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { type AnswerMetricsOptions, answerMetrics } from './answer-metrics.ts'
import type { Metrics } from './open-metrics.ts'

const metrics: Metrics = {
  answered: () => {},
  refused: () => {},
  write: async () => 'pinwatch_trees 2\n',
  contentType: 'text/plain; version=0.0.4',
}

async function ask(options: Omit<AnswerMetricsOptions, 'metrics'>, request: RequestInit = {}) {
  const server = createServer((asked, response) => void answerMetrics(asked, response, { metrics, ...options }))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`, request)
  const text = await answer.text()
  server.close()
  return { status: answer.status, text, headers: answer.headers }
}

test('without a token metrics are for this machine alone', async () => {
  expect(await ask({ token: null, isPublic: false })).toMatchObject({ status: 200, text: 'pinwatch_trees 2\n' })
  expect((await ask({ token: null, isPublic: true })).status).toBe(404)
})

test('a token has to be said, whole, wherever the question comes from', async () => {
  const token = 'a-secret-of-some-length'
  const say = (authorization: string) =>
    ask({ token, isPublic: true }, { headers: { authorization } }).then(({ status }) => status)
  expect(await say(`Bearer ${token}`)).toBe(200)
  for (const wrong of ['', 'Bearer', `Bearer ${token}x`, `Bearer ${token.slice(1)}`, token])
    expect(await say(wrong)).toBe(401)
  expect((await ask({ token, isPublic: false })).status).toBe(401)
})

test('metrics are only read', async () => {
  const { status, headers } = await ask({ token: null, isPublic: false }, { method: 'POST' })
  expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD'])
})
