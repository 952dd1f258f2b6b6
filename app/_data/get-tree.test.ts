import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDatabase, type Database } from '#prisma/client.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { getTree } from './get-tree.ts'

let database: Database
beforeAll(async () => {
  database = connectDatabase((await createTestDatabase()).url)
})
afterAll(() => database?.$disconnect())

test('a tree is found by its slug, and by one that it had before', async () => {
  const tree = await database.tree.create({
    data: { slug: 'next-tree', name: 'next', source: '/srv/next', formerSlugs: { create: { slug: 'next' } } },
    select: { id: true, slug: true, name: true, source: true, githubRepository: true, sourceUrl: true },
  })
  expect(await getTree(database, 'next-tree')).toEqual(tree)
  expect(await getTree(database, 'next')).toEqual(tree)
  expect(await getTree(database, 'nothing')).toBeNull()
})
