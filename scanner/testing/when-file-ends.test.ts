import { expect, test } from 'vitest'
import { endFile, whenFileEnds } from './when-file-ends.ts'

test('what a file has begun is ended once, the last first, whatever of it fails', async () => {
  const done: string[] = []
  whenFileEnds(() => done.push('first'))
  whenFileEnds(() => {
    throw new Error('the second cannot')
  })
  whenFileEnds(async () => done.push('third'))
  await expect(endFile()).rejects.toThrow('the second cannot')
  expect(done).toEqual(['third', 'first'])
  await endFile()
  expect(done).toEqual(['third', 'first'])
})
