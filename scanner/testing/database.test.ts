import { Client } from 'pg'
import { expect, it } from 'vitest'
import { createTestDatabase } from './database.ts'
import { query } from './query.ts'

it('gives every caller a migrated database of its own', async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()])
  await query(one.url, `insert into tree (slug, name, source) values ('a', 'A', '/a')`)
  expect(await query(one.url, 'select slug from tree')).toEqual([{ slug: 'a' }])
  expect(await query(other.url, 'select slug from tree')).toEqual([])
})

it('drops a database that is still in use', async () => {
  const database = await createTestDatabase()
  const client = new Client({ connectionString: database.url })
  client.on('error', () => {})
  await client.connect()
  await database.drop()
  await expect(query(database.url, 'select 1')).rejects.toThrow('does not exist')
})
