import { EventEmitter } from 'node:events'
import type { Server } from 'node:net'
import { expect, test } from 'vitest'
import { openLull } from './open-lull.ts'

const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

function check(msMax: number) {
  const server = new EventEmitter()
  const lull = openLull(server as Server, msMax)
  const begun: string[] = []
  return {
    begun,
    comes: () => server.emit('connection'),
    waits: (name: string) => void lull().then(() => begun.push(name)),
  }
}

test('one begins in each turn, in the order in which they wait', async () => {
  const { begun, waits } = check(60_000)
  waits('first')
  waits('second')
  await nextTurn()
  expect(begun).toEqual(['first'])
  await nextTurn()
  expect(begun).toEqual(['first', 'second'])
})

test('nobody begins while others come, but after so long', async () => {
  const { begun, comes, waits } = check(60_000)
  waits('patient')
  const hurried = check(0)
  hurried.waits('hurried')
  for (let turn = 0; turn < 3; turn++) {
    comes()
    hurried.comes()
    await nextTurn()
  }
  expect(begun).toEqual([])
  expect(hurried.begun).toEqual(['hurried'])
  await nextTurn()
  expect(begun).toEqual(['patient'])
})
