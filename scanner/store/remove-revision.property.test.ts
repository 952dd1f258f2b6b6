import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Database } from '#prisma/client.ts'
import { claimTree, openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { dumpStore } from '#scanner/testing/dump-store.ts'
import { layOutHistory } from '#scanner/testing/lay-out.ts'
import { content, readState } from '#scanner/testing/random-history.ts'
import { samplePublication } from '#scanner/testing/sample-publication.ts'
import { listStale } from './list-stale.ts'
import { publishRevision } from './publish-revision.ts'
import { removeRevision } from './remove-revision.ts'

/** Sections and people outlive what named them. */
async function rowsOf(db: Database) {
  const { subsystem: _, person: __, scan: ___, ...rows } = await dumpStore(db)
  return rows
}

/** A trunk of five, and a branch of two somewhere on it. */
const history = fc.record({
  contents: fc.tuple(content, content, content, content, content, content, content),
  forkedAt: fc.integer({ min: 0, max: 4 }),
  order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 3 }),
})

test('what remains says what it said, and rows are those of a store that never had the others', async () => {
  const { db } = await openTestDatabase()
  let removals = 0
  await fc.assert(
    fc.asyncProperty(history, async ({ contents, forkedAt, order }) => {
      const revisions = contents.map((one, at) => samplePublication({ commit: `c${at}`, ...one }))
      const parents = { c0: null, c1: 'c0', c2: 'c1', c3: 'c2', c4: 'c3', c5: `c${forkedAt}`, c6: 'c5' }
      const layOut = layOutHistory(parents, 'c4')
      const begin = async () => {
        await db.$executeRaw`truncate tree, person cascade`
        return claimTree(db, '/srv/linux', layOut)
      }
      const { treeId, scan, options } = await begin()
      for (const publication of revisions) await publishRevision(db, publication, options)
      const left = new Set(revisions)
      for (const at of order) {
        const outcome = await removeRevision(db, `c${at}`, { treeId, scan, keepDays: 1 })
        const [publication] = revisions.slice(at)
        if (outcome === 'removed' && publication !== undefined) left.delete(publication)
      }
      removals += revisions.length - left.size
      expect(await listStale(db, treeId, '1')).toEqual([])
      const said = await Promise.all([...left].map(({ commit }) => readState(db, commit)))
      const thinned = await rowsOf(db)

      const never = await begin()
      for (const publication of left) await publishRevision(db, publication, never.options)
      expect(thinned).toEqual(await rowsOf(db))
      expect(said).toEqual(await Promise.all([...left].map(({ commit }) => readState(db, commit))))
    }),
    { numRuns: 4 },
  )
  expect(removals).toBeGreaterThan(0)
}, 300_000)
