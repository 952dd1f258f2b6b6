import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeTree } from '#scanner/store/change-tree.ts'
import { claimDueTrees } from '#scanner/store/claim-due-trees.ts'
import { openStore, type Store } from '#scanner/store/open-store.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { makeRepository } from '#scanner/testing/make-repository.ts'
import { followTrees } from './follow-trees.ts'

let db: Store
beforeAll(async () => {
  db = openStore((await createTestDatabase()).url)
})
afterAll(() => db?.$disconnect())

const addTree = async (slug: string, source: string) => {
  const { id } = await db.tree.create({ data: { slug, name: slug, source } })
  await changeTree(db, id, { followMinutes: 10, followTags: ['v*'] })
  return id
}
const treeOf = (id: number) => db.tree.findUniqueOrThrow({ where: { id } })
const makeDue = (id: number) => db.tree.update({ where: { id }, data: { followAt: new Date(0) } })

test('a tree that has changed is scanned, once, and looked at again in its time', async () => {
  const repository = makeRepository([{ files: { 'a.c': 'int a;\n' }, tag: 'v1' }])
  const id = await addTree('changing', repository.directory)
  await followTrees(db, () => {})
  const scans = () => db.scan.findMany({ where: { treeId: id }, select: { tags: true, revisions: true } })
  expect(await scans()).toEqual([{ tags: ['v*'], revisions: [] }])
  const minutes = (((await treeOf(id)).followAt ?? new Date(0)).getTime() - Date.now()) / 60_000
  expect(minutes).toBeGreaterThan(8)
  expect(minutes).toBeLessThan(11.1)
  // nothing new, and nothing due
  await makeDue(id)
  await followTrees(db, () => {})
  await followTrees(db, () => {})
  expect(await scans()).toHaveLength(1)
  await db.scan.updateMany({ where: { treeId: id }, data: { state: 'done' } })
  repository.commit({ files: { 'a.c': 'int b;\n' }, tag: 'v2' })
  await makeDue(id)
  await followTrees(db, () => {})
  expect(await scans()).toHaveLength(2)
})

test('a tree that cannot be reached says so, is looked at later and later, and comes back', async () => {
  const id = await addTree('away', '/nonexistent/linux')
  const said: string[] = []
  for (let looks = 0; looks < 4; looks++) {
    await makeDue(id)
    await followTrees(db, (sentence) => said.push(sentence))
  }
  expect(said[0]).toContain('away cannot be followed: /nonexistent/linux: no such directory')
  const { followAt, followFailures, followError } = await treeOf(id)
  expect(followFailures).toBe(4)
  expect(followError).toContain('no such directory')
  // after three failures eight times as long
  expect(((followAt ?? new Date(0)).getTime() - Date.now()) / 60_000).toBeGreaterThan(70)
  await db.tree.update({ where: { id }, data: { followFailures: 1000, followAt: new Date(0) } })
  await claimDueTrees(db, 8)
  expect(((await treeOf(id)).followAt?.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(24 * 3_600_000)
  const { directory } = makeRepository([{ files: { 'a.c': 'int a;\n' }, tag: 'v1' }])
  await db.tree.update({ where: { id }, data: { source: directory, followAt: null } })
  await followTrees(db, () => {})
  expect(await treeOf(id)).toMatchObject({ followFailures: 0, followError: null })
})

test('of two workers each takes other trees', async () => {
  const ids = await Promise.all(Array.from({ length: 6 }, (_, n) => addTree(`shared-${n}`, `/srv/shared-${n}`)))
  await Promise.all(ids.map(makeDue))
  const taken = (await Promise.all([claimDueTrees(db, 4), claimDueTrees(db, 4)])).flat().map((tree) => tree.id)
  expect(new Set(taken).size).toBe(taken.length)
  expect(taken.toSorted((a, b) => a - b)).toEqual(ids.toSorted((a, b) => a - b))
})
