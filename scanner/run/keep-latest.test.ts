import { expect, test } from 'vitest'
import { keepAnswers, keepLatest } from './keep-latest.ts'

test('what nobody asked for the longest is forgotten', () => {
  const made: string[] = []
  const kept = keepLatest<string, string>(2)
  const ask = (key: string) =>
    kept.get(key, () => {
      made.push(key)
      return key
    })
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) ask(key)
  expect(made).toEqual(['a', 'b', 'c', 'b'])
})

test('an answer is asked for once, and again after it failed', async () => {
  let asked = 0
  const kept = keepAnswers<string, number>(2)
  const ask = () =>
    kept.get('key', async () => {
      asked++
      if (asked === 1) throw new Error('git ended')
      return asked
    })
  const both = [ask(), ask()]
  await expect(both[0]).rejects.toThrow('git ended')
  await expect(both[1]).rejects.toThrow('git ended')
  expect(asked).toBe(1)
  expect(await ask()).toBe(2)
  expect(await ask()).toBe(2)
})
