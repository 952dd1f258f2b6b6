import { expect, test } from 'vitest'
import { makeRepository } from '#scanner/testing/make-repository.ts'
import { openLastingReader } from './open-lasting-reader.ts'

test('after a question that failed the next one is answered', async () => {
  const { directory } = makeRepository([{ files: { a: 'text\n' }, tag: 'v1' }])
  const reader = openLastingReader(directory)
  expect((await reader.read('v1:a'))?.content.toString()).toBe('text\n')
  await expect(reader.read('two\nlines')).rejects.toMatchObject({ code: 'bad-revision-name' })
  expect((await reader.read('v1:a'))?.content.toString()).toBe('text\n')
  expect(await reader.read('v1:b')).toBeNull()
  reader.close()
})
