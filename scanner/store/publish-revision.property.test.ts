import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Database } from '#prisma/client.ts'
import type { Publication } from '#scanner/model/publication.ts'
import { claimTree, openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { dumpStore } from '#scanner/testing/dump-store.ts'
import { layOutHistory } from '#scanner/testing/lay-out.ts'
import { history, identify, readState, stateOf } from '#scanner/testing/random-history.ts'
import { samplePublication } from '#scanner/testing/sample-publication.ts'
import { settleTree } from '#scanner/testing/settle-tree.ts'
import type { LayOut } from './arrange-lines.ts'
import { publishRevision } from './publish-revision.ts'

async function publishAll(db: Database, publications: readonly Publication[], layOut: LayOut): Promise<void> {
  await db.$executeRaw`truncate tree, person cascade`
  const { options } = await claimTree(db, '/srv/linux', layOut)
  for (const publication of publications) await publishRevision(db, publication, { ...options, identify })
  await settleTree(db, { ...options, identify }, publications)
}

test('the order of publishing leaves no trace, and every revision says what was published of it', async () => {
  const { db } = await openTestDatabase()
  await fc.assert(
    fc.asyncProperty(history, async ({ revisions, order, again, parents, trunk }) => {
      const layOut = layOutHistory(parents, trunk)
      // first judged by an older analysis, which knew nothing
      const older = order.map((publication) => ({
        ...publication,
        ...samplePublication({ commit: publication.commit, analysisVersion: '0', sites: [{ name: 'xq' }] }),
      }))
      const half = older.filter((_, at) => at % 2 === 0)
      await publishAll(db, [...half, ...order, ...again], layOut)
      for (const publication of revisions) expect(await readState(db, publication.commit)).toEqual(stateOf(publication))
      const shuffled = await dumpStore(db)
      await publishAll(db, revisions, layOut)
      // identities outlive what made them: the older analysis saw a site that may be in no revision
      const { site: _, ...inOrder } = await dumpStore(db)
      expect(shuffled).toMatchObject(inOrder)
    }),
    { numRuns: 20 },
  )
}, 300_000)
