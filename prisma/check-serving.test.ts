import { expect, test } from 'vitest'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { checkServing } from './check-serving.ts'

test('a database that refuses us is told before pages are served from it', async () => {
  const { url } = await createTestDatabase()
  await expect(checkServing(url)).resolves.toBeUndefined()
  const wrong = new URL(url)
  wrong.pathname = '/nowhere'
  await expect(checkServing(wrong.href)).rejects.toMatchObject({
    code: 'refused',
    message: expect.stringContaining('database "nowhere" does not exist'),
  })
})

test('one that is away is waited for', async () => {
  await expect(checkServing('postgresql://nobody@127.0.0.1:9/none')).resolves.toBeUndefined()
})
