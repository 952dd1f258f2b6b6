import { EventEmitter } from 'node:events'
import type { Server } from 'node:net'
import { expect, test } from 'vitest'
import { openLull } from './open-lull.ts'

const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

function check(turnsMax: number) {
  const server = new EventEmitter()
  const lull = openLull(server as Server, turnsMax)
  const begun: string[] = []
  return {
    begun,
    comes: () => server.emit('connection'),
    waits: (name: string) => void lull().then(() => begun.push(name)),
  }
}

test('one begins in each turn, in the order in which they wait', async () => {
  const { begun, waits } = check(1000)
  waits('first')
  waits('second')
  await nextTurn()
  expect(begun).toEqual(['first'])
  await nextTurn()
  expect(begun).toEqual(['first', 'second'])
})

test('nobody begins while others come, but after so many turns', async () => {
  const { begun, comes, waits } = check(3)
  waits('first')
  waits('second')
  const after: string[] = []
  for (let turn = 0; turn < 7; turn++) {
    comes()
    await nextTurn()
    after.push(begun.join(' '))
  }
  expect(after).toEqual(['', '', 'first', 'first', 'first', 'first second', 'first second'])
})

test('whoever waits begins in the turn in which nobody came', async () => {
  const { begun, comes, waits } = check(1000)
  waits('patient')
  for (let turn = 0; turn < 5; turn++) {
    comes()
    await nextTurn()
  }
  expect(begun).toEqual([])
  await nextTurn()
  expect(begun).toEqual(['patient'])
})
