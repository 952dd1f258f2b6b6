import { expect, test } from 'vitest'
import { mayAddTrees } from './may-add-trees.ts'

test.each([
  ['127.0.0.1', 'localhost:3000'],
  ['127.0.0.1', '127.0.0.1:3000'],
  ['127.0.0.1', '127.1.2.3'],
  ['localhost', 'LOCALHOST'],
  ['::1', '[::1]:3000'],
  ['127.0.0.1', 'pinwatch.localhost:3000'],
])('a server on %s may be asked as %s', (listensOn, host) => {
  expect(mayAddTrees(listensOn, host)).toBe(true)
})

test.each([
  ['0.0.0.0', 'localhost:3000'],
  ['::', 'localhost:3000'],
  ['192.168.1.2', '192.168.1.2:3000'],
  // a name of elsewhere that was made to mean this machine
  ['127.0.0.1', 'evil.example:3000'],
  ['127.0.0.1', 'localhost.evil.example'],
  ['127.0.0.1', '127.0.0.1.evil.example'],
  ['127.0.0.1', 'evillocalhost'],
  ['127.0.0.1', ''],
  ['127.0.0.1', null],
])('a server on %s refuses %s', (listensOn, host) => {
  expect(mayAddTrees(listensOn, host)).toBe(false)
})
