import { expect, test } from 'vitest'
import type { Database } from '#prisma/client.ts'
import { openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { makeGraph } from '#scanner/testing/commit-graph.ts'
import { dumpStore } from '#scanner/testing/dump-store.ts'
import { runWish } from '#scanner/testing/run-wish.ts'
import { legacyDriver, pinnedDriver } from '#scanner/testing/small-kernel.ts'

const driver = (name: string) => ({ 'drivers/new.c': legacyDriver(name) })

/** Everything but what was asked for, and identities that nothing has any more. */
async function rowsOf(db: Database) {
  const { scan: _, site: __, ...rows } = await dumpStore(db)
  return rows
}

test('releases of mainline and of a stable branch end as the same rows in more orders than one', async () => {
  const { directory } = makeGraph(
    { name: 'v6.0', on: [] },
    { name: 'v6.1', on: ['v6.0'], files: driver('one') },
    { name: 'v6.1.1', on: ['v6.1'], branch: 'stable', files: { 'drivers/legacy/legacy.c': pinnedDriver('legacy') } },
    { name: 'v6.1.2', on: ['v6.1.1'], branch: 'stable', files: driver('two') },
    { name: 'v6.2', on: ['v6.1'], files: driver('three') },
  )
  const rows: unknown[] = []
  for (const order of [
    ['v6.0', 'v6.1', 'v6.1.1', 'v6.1.2', 'v6.2'],
    ['v6.2', 'v6.1.2', 'v6.1.1', 'v6.1', 'v6.0'],
    ['v6.1.1', 'v6.2', 'v6.0', 'v6.1.2', 'v6.1'],
  ]) {
    const { db } = await openTestDatabase()
    for (const revision of order)
      expect(await runWish(db, { source: directory, revisions: [revision] })).toMatchObject({ kind: 'done' })
    rows.push(await rowsOf(db))
  }
  expect(rows[1]).toEqual(rows[0])
  expect(rows[2]).toEqual(rows[0])
}, 240_000)
