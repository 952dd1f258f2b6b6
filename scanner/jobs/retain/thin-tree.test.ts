import { expect, test } from 'vitest'
import { openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { makeGraph } from '#scanner/testing/commit-graph.ts'
import { runWish } from '#scanner/testing/run-wish.ts'
import { legacyDriver, pinnedDriver } from '#scanner/testing/small-kernel.ts'

/** Of a week that began on a Monday. */
const at = (day: number) => Date.UTC(2023, 10, 13 + day) / 1000

test('what a scan finds old is thinned at its end; asking for all does not bring it back, asking for it does', async () => {
  const { directory, oidOf } = makeGraph(
    { name: '.first', on: [], at: at(0) },
    { name: '.one', on: ['.first'], at: at(1), files: { 'drivers/new.c': legacyDriver('new') } },
    { name: 'v2', on: ['.one'], at: at(2), files: { 'drivers/new.c': pinnedDriver('new') } },
    { name: '.three', on: ['v2'], at: at(3) },
    { name: '.last', on: ['.three'], at: at(4) },
  )
  const { db } = await openTestDatabase()
  const all = { source: directory, revisions: ['HEAD'], every: 1, since: new Date('2023-11-01') }
  expect(await runWish(db, all)).toMatchObject({ kind: 'done', published: 5 })
  await db.tree.updateMany({ data: { keepDays: 30 } })
  const names = ['.first', '.one', 'v2', '.three', '.last']
  const listPublished = async () => {
    const commits = (await db.revision.findMany({ select: { commit: true } })).map(({ commit }) => commit)
    return names.filter((name) => commits.includes(oidOf(name)))
  }

  // all of it was published just now
  await runWish(db, { source: directory })
  expect(await listPublished()).toEqual(names)
  await db.revision.updateMany({ data: { publishedAt: new Date(0) } })
  await runWish(db, { source: directory })
  expect(await listPublished()).toEqual(['.first', 'v2', '.last'])
  expect(await db.event.count({ where: { attribution: 'open' } })).toBe(0)

  expect(await runWish(db, all)).toMatchObject({ kind: 'done', published: 0 })
  expect(await runWish(db, { source: directory, revisions: [oidOf('.three')] })).toMatchObject({ kind: 'done' })
  expect(await listPublished()).toEqual(['.first', 'v2', '.three', '.last'])
  await db.revision.updateMany({ data: { publishedAt: new Date(0) } })
  await runWish(db, { source: directory })
  expect(await listPublished()).toEqual(['.first', 'v2', '.three', '.last'])
})
