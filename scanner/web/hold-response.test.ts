import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { holdResponse } from './hold-response.ts'

/** What a client gets of an answer that is made so. */
async function ask(make: (response: ServerResponse) => Promise<void> | void) {
  const server = createServer((_request, response) => void make(response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/`)
    return { status: answer.status, header: answer.headers.get('x-made-by'), body: await answer.text() }
  } finally {
    server.close()
  }
}

test('what is whole goes out as it was made', async () => {
  const answer = await ask((response) => {
    holdResponse(response, { bytesMax: 100, onEnd: () => false })
    response.writeHead(201, { 'x-made-by': 'the page' })
    response.write('one, ')
    response.end('two')
  })
  expect(answer).toEqual({ status: 201, header: 'the page', body: 'one, two' })
})

test('what ends badly is dropped, with its headers', async () => {
  const answer = await ask((response) => {
    holdResponse(response, {
      bytesMax: 100,
      onEnd: () => {
        queueMicrotask(() => response.writeHead(503).end('later'))
        return true
      },
    })
    response.writeHead(200, ['x-made-by', 'the page'])
    response.write('half a page')
    response.end()
  })
  expect(answer).toEqual({ status: 503, header: null, body: 'later' })
})

test('what is released or too large streams', async () => {
  const released = await ask(async (response) => {
    const held = holdResponse(response, { bytesMax: 100, onEnd: () => true })
    response.writeHead(200, { 'x-made-by': 'the page' })
    response.write('one, ')
    held.release()
    expect(response.headersSent).toBe(true)
    await delay(1)
    response.end('two')
  })
  expect(released).toEqual({ status: 200, header: 'the page', body: 'one, two' })
  const large = await ask((response) => {
    const held = holdResponse(response, { bytesMax: 3, onEnd: () => true })
    response.write('more than three')
    expect(held.isReleased()).toBe(true)
    response.end()
  })
  expect(large).toMatchObject({ status: 200, body: 'more than three' })
})

test('what is released before it has begun says its status itself', async () => {
  const answer = await ask((response) => {
    holdResponse(response, { bytesMax: 100, onEnd: () => true }).release()
    expect(response.headersSent).toBe(false)
    response.writeHead(404).end('not there')
  })
  expect(answer).toMatchObject({ status: 404, body: 'not there' })
})

test('what others put in front, as a compressor, stays there when it is released', async () => {
  const answer = await ask((response) => {
    const held = holdResponse(response, { bytesMax: 100, onEnd: () => true })
    const write = response.write.bind(response)
    response.write = (chunk: string) => write(chunk.toUpperCase(), 'utf8')
    response.write('one, ')
    held.release()
    response.write('two')
    response.end()
  })
  expect(answer.body).toBe('ONE, TWO')
})

test('a mistake that comes after the release is still answered otherwise', async () => {
  const answer = await ask(async (response) => {
    const held = holdResponse(response, {
      bytesMax: 100,
      onEnd: () => {
        queueMicrotask(() => response.writeHead(503).end('later'))
        return true
      },
    })
    held.release()
    await delay(1)
    response.writeHead(500, { 'x-made-by': 'the page' })
    response.write('a page that broke')
    expect(held.isReleased()).toBe(false)
    response.end()
  })
  expect(answer).toEqual({ status: 503, header: null, body: 'later' })
})

test('the status is settled when it is sent, of what is whole and of what is released', async () => {
  for (const isEarly of [false, true]) {
    let settled = 200
    const answer = await ask(async (response) => {
      const held = holdResponse(response, { bytesMax: 100, onEnd: () => false, settleStatus: () => settled })
      response.writeHead(200)
      settled = 400
      if (isEarly) held.release()
      await delay(1)
      settled = isEarly ? 500 : 400
      response.end('wrong')
    })
    expect(answer).toEqual({ status: 400, header: null, body: 'wrong' })
  }
})
