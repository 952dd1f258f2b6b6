import { existsSync, readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeRepository } from '#scanner/testing/make-repository.ts'
import { scanText, smallKernel } from '#scanner/testing/small-kernel.ts'
import { maintainMirror } from './maintain-mirror.ts'

const loose = (directory: string) =>
  readdirSync(join(directory, 'objects')).filter((name) => /^[0-9a-f]{2}$/.test(name)).length

test('a mirror is packed and its commits are indexed, once a day, and says the same as before', async () => {
  const { directory, commit } = makeRepository([{ files: smallKernel, tag: 'v1' }], { bare: true })
  commit({ files: { 'drivers/new.c': 'int a;\n' } })
  const before = await scanText(directory, 'v1')
  expect(loose(directory)).toBeGreaterThan(0)
  const signal = new AbortController().signal
  expect(await maintainMirror(directory, signal)).toBe(true)
  expect(readdirSync(join(directory, 'objects/pack')).some((name) => name.endsWith('.pack'))).toBe(true)
  expect(existsSync(join(directory, 'objects/info/commit-graphs'))).toBe(true)
  expect(await scanText(directory, 'v1')).toBe(before)

  expect(await maintainMirror(directory, signal)).toBe(false)
  const yesterday = new Date(Date.now() - 25 * 3600_000)
  utimesSync(join(directory, 'pinwatch-maintained'), yesterday, yesterday)
  expect(await maintainMirror(directory, signal)).toBe(true)
  // what the first time packed is not kept twice
  expect(loose(directory)).toBe(0)
})

test('one that is called off, or is no repository, does no harm', async () => {
  const { directory } = makeRepository([{ files: smallKernel }], { bare: true })
  expect(await maintainMirror(directory, AbortSignal.abort())).toBe(false)
  expect(existsSync(join(directory, 'pinwatch-maintained'))).toBe(false)
  expect(await maintainMirror(join(directory, 'objects'), new AbortController().signal)).toBe(false)
})
