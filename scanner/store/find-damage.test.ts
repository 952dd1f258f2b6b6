import { beforeAll, expect, test } from 'vitest'
import type { Database } from '#prisma/client.ts'
import { openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { publishDemo } from '#scanner/testing/publish-demo.ts'
import { findDamage } from './find-damage.ts'

let db: Database
beforeAll(async () => {
  db = (await openTestDatabase()).db
  await publishDemo(db, ['v5.3', 'v6.1', 'v6.12'])
})

test('what is published is whole', async () => {
  expect(await findDamage(db)).toEqual([])
})

const last = 'select id from site_span order by from_ordinal desc, id desc limit 1'
test.each([
  [
    'overlapping',
    `insert into file_span (line_id, path, oid, from_ordinal, to_ordinal)
    select line_id, path, oid, 1024, 2048 from file_span where from_ordinal = 0 and to_ordinal > 2048 limit 1`,
  ],
  ['out-of-line', `update site_span set from_ordinal = from_ordinal + 1 where id = (${last})`],
  ['missing-text', "update file_span set oid = repeat('0', 40) where id = (select min(id) from file_span)"],
])('%s is told, by how many rows', async (kind, damage) => {
  const found = await db
    .$transaction(async (tx) => {
      expect(await tx.$executeRawUnsafe(damage)).toBe(1)
      throw new Damaged(await findDamage(tx))
    })
    .catch((error: unknown) => {
      if (error instanceof Damaged) return error.found
      throw error
    })
  expect(found).toEqual([{ slug: 'demo', kind, rows: 1 }])
})

/** Takes the damage back, and out of the transaction what was found. */
class Damaged extends Error {
  readonly found: Awaited<ReturnType<typeof findDamage>>

  constructor(found: Awaited<ReturnType<typeof findDamage>>) {
    super('damaged on purpose')
    this.found = found
  }
}
