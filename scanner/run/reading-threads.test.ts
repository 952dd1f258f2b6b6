import { once } from 'node:events'
import { expect, test } from 'vitest'
import { withReadingThreads } from './reading-threads.ts'

/** Answers with what it is sent, and ends in trouble when that is told. */
const source = (name: string) => `
  import { parentPort } from 'node:worker_threads'
  parentPort.on('message', (value) => {
    if (value === 'fail') throw new Error('out of luck')
    parentPort.postMessage('${name} ' + value)
  })`

const entry = (name: string) => new URL(`data:text/javascript,${encodeURIComponent(source(name))}`)

const listIds = (url: URL, count: number) =>
  withReadingThreads(url, count, async (threads) => threads.map(({ threadId }) => threadId))

test('threads of the revision before are taken up again, and more are started for more', async () => {
  const first = await listIds(entry('again'), 2)
  const second = await listIds(entry('again'), 3)
  expect(second).toEqual(expect.arrayContaining(first))
  expect(new Set(second).size).toBe(3)
})

test('two readings at once share no thread', async () => {
  const [one, other] = await Promise.all([listIds(entry('at once'), 2), listIds(entry('at once'), 2)])
  expect(new Set([...one, ...other]).size).toBe(4)
})

test('threads of another module are not taken', async () => {
  const [one] = await listIds(entry('one'), 1)
  expect(await listIds(entry('another'), 1)).not.toContain(one)
})

test('threads whose work failed are ended, and never taken again', async () => {
  let failed = -1
  const work = withReadingThreads(entry('failing'), 1, async ([thread]) => {
    failed = thread?.threadId ?? -1
    throw new Error('not readable')
  })
  await expect(work).rejects.toThrow('not readable')
  expect(await listIds(entry('failing'), 1)).not.toContain(failed)
})

test('a thread that ends while it waits is forgotten, and harms nobody', async () => {
  const exit = await withReadingThreads(entry('ending'), 1, async ([thread]) => {
    thread?.postMessage('fail')
    return { of: thread?.threadId, seen: new Promise((resolve) => thread?.once('exit', resolve)) }
  })
  await exit.seen
  const [answer] = await withReadingThreads(entry('ending'), 1, ([thread]) => {
    expect(thread?.threadId).not.toBe(exit.of)
    thread?.postMessage('hello')
    return thread === undefined ? Promise.resolve([]) : once(thread, 'message')
  })
  expect(answer).toBe('ending hello')
})
