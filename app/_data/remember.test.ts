import { expect, test } from 'vitest'
import { remember } from './remember.ts'

const revision = { id: 1, treePublishedAt: new Date(0) }

test('an answer is asked for once, until something is published into the tree', async () => {
  let asked = 0
  const ask = async () => ++asked
  expect(await remember(revision, ['a'], ask)).toBe(1)
  expect(await remember(revision, ['a'], ask)).toBe(1)
  expect(await remember(revision, ['b'], ask)).toBe(2)
  expect(await remember({ id: 2, treePublishedAt: new Date(0) }, ['a'], ask)).toBe(3)
  expect(await remember({ id: 1, treePublishedAt: new Date(5) }, ['a'], ask)).toBe(4)
})

test('a failure is not remembered', async () => {
  await expect(remember(revision, ['broken'], () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect(await remember(revision, ['broken'], async () => 'back')).toBe('back')
})

test('what nobody asks for any more is forgotten', async () => {
  let asked = 0
  const first = () => remember(revision, ['first'], async () => ++asked)
  await first()
  for (let index = 0; index < 400; index += 1) await remember(revision, ['many', index], async () => index)
  expect(await first()).toBe(2)
})

test('large answers push one another out, not the small ones', async () => {
  let asked = 0
  const small = () => remember(revision, ['small'], async () => ++asked)
  const large = (index: number) => remember(revision, ['large', index], async () => ++asked, 'index')
  await small()
  for (let index = 0; index < 40; index += 1) await large(index)
  expect(await small()).toBe(1)
  expect(await large(39)).toBe(41)
  expect(await large(0)).toBe(42)
})
