import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { getRevision } from '#app/_data/get-revision.ts'
import { connectDatabase, type Database } from '#prisma/client.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { makeRepository } from '#scanner/testing/make-repository.ts'
import { publishRepository } from '#scanner/testing/publish-repository.ts'
import { smallKernel } from '#scanner/testing/small-kernel.ts'

let database: Database
vi.mock('#app/_data/database.ts', () => ({ getDatabase: () => database }))
const { searchTree } = await import('./search-tree.ts')

let treeId: number
beforeAll(async () => {
  database = connectDatabase((await createTestDatabase()).url)
  const { directory } = makeRepository([{ files: smallKernel, tag: 'v1' }])
  treeId = (await publishRepository(database, directory, { revisions: ['v1'] })).id
})
afterAll(() => database?.$disconnect())

async function find(text: string) {
  const revision = await getRevision(database, treeId, null)
  if (revision === null) throw new Error('nothing is published')
  return searchTree(database, { treeId, revision }, { text, perKind: 5 })
}
const kindsOf = async (text: string) => (await find(text)).map(({ kind }) => kind)

test('a maintainer is found by a part of the name and by the address', async () => {
  const [byName] = await find('old hand')
  expect(byName?.targets).toEqual([{ kind: 'person', name: 'Old Hand', email: 'old@example.org' }])
  expect((await find('OLD@example'))[0]?.targets).toEqual(byName?.targets)
})

test('functions, files, sections, sites, revisions and pages are found', async () => {
  expect(await kindsOf('legacy driver')).toContain('subsystem')
  const [file] = (await find('.c')).filter(({ kind }) => kind === 'file')
  expect(file?.total).toBeGreaterThan(1)
  expect(await kindsOf('drivers')).toContain('directory')
  expect(await kindsOf('get_user_pages_fast')).toContain('site')
  expect(await kindsOf('v1')).toContain('revision')
  expect(await kindsOf('next')).toContain('page')
})
