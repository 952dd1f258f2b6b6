import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { makeFolder } from '#scanner/testing/make-repository.ts'
import { takeLock } from './lock-file.ts'
import { startOf } from './process-identity.ts'

const path = () => join(makeFolder(), 'deep', 'start.lock')

function take(file: string) {
  const outcome = takeLock(file)
  if (outcome.kind !== 'taken') throw new Error(`held by ${outcome.holder.pid}`)
  return outcome.lock
}

/** A process that lives for the length of the test. */
function startOther(): number {
  const child = spawn('sleep', ['60'])
  onTestFinished(() => void child.kill())
  return child.pid ?? 0
}

test('is held until it is released, and tells what its holder says', () => {
  const file = path()
  const lock = take(file)
  lock.describe('http://127.0.0.1:3000')
  const { pid } = process
  expect(takeLock(file)).toEqual({ kind: 'held', holder: { pid, start: startOf(pid), note: 'http://127.0.0.1:3000' } })
  lock.release()
  take(file).release()
  expect(readdirSync(join(file, '..'))).toEqual([])
})

test('is held by another process that lives', () => {
  const file = path()
  take(file).release()
  const pid = startOther()
  writeFileSync(file, JSON.stringify({ pid, start: startOf(pid), note: '' }))
  expect(takeLock(file)).toMatchObject({ kind: 'held', holder: { pid } })
})

test.each([
  ['of a process that is gone', () => JSON.stringify({ pid: 2 ** 22 + 1, start: 'x:1', note: '' })],
  ['of a pid that is in use again', () => JSON.stringify({ pid: startOther(), start: 'another-boot:1', note: '' })],
  ['that was cut off', () => '{"pid":'],
  ['that is empty', () => ''],
])('one %s is free', (_name, content) => {
  const file = path()
  take(file).release()
  writeFileSync(file, content())
  const lock = take(file)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid })
  lock.release()
  expect(existsSync(file)).toBe(false)
})

test('what another has taken since is not released', () => {
  const file = path()
  const lock = take(file)
  const pid = startOther()
  writeFileSync(file, JSON.stringify({ pid, start: startOf(pid), note: '' }))
  lock.describe('ours')
  lock.release()
  expect(takeLock(file)).toMatchObject({ kind: 'held', holder: { pid, note: '' } })
})
