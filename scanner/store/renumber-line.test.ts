import { expect, test } from 'vitest'
import { claimTree, openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { dumpStore } from '#scanner/testing/dump-store.ts'
import { samplePublication } from '#scanner/testing/sample-publication.ts'
import { intervalTables } from './interval-tables.ts'
import { publishRevision } from './publish-revision.ts'
import { renumberLine } from './renumber-line.ts'

test('a line keeps what it says when it is numbered anew, also where numbers come to an end', async () => {
  const { db } = await openTestDatabase()
  const { options } = await claimTree(db)
  for (const [at, commit] of ['a1', 'a2', 'a3'].entries()) {
    const sites = [
      { name: 'x', line: at, pair: 'r', subsystems: ['MM'] },
      { name: 'r', role: 'release' as const },
      { name: commit, subsystems: [commit] },
    ]
    await publishRevision(db, samplePublication({ commit, sites }), options)
  }
  const before = await dumpStore(db)
  const [line] = await db.line.findMany({ select: { id: true } })
  const list = async () =>
    (await db.revision.findMany({ select: { ordinal: true }, orderBy: { commit: 'asc' } })).map(
      ({ ordinal }) => ordinal,
    )
  const renumber = () => db.$transaction((tx) => renumberLine(tx, line?.id ?? 0))

  expect(await list()).toEqual([0, 1024, 2048])
  await renumber()
  expect(await list()).toEqual([3072, 4096, 5120])
  expect(await dumpStore(db)).toEqual(before)

  await db.$executeRaw`update revision set ordinal = ordinal + 1500000000`
  for (const { name } of intervalTables) {
    await db.$executeRawUnsafe(`update "${name}" set from_ordinal = from_ordinal + 1500000000,
      to_ordinal = case to_ordinal when 2147483647 then to_ordinal else to_ordinal + 1500000000 end`)
  }
  await renumber()
  expect(await list()).toEqual([-1999998976, -1999997952, -1999996928])
  expect(await dumpStore(db)).toEqual(before)
})
