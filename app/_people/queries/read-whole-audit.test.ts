import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { readWholeAudit } from './read-whole-audit.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>['db']
beforeAll(async () => {
  database = (await openTestDatabase()).db
})
afterAll(() => database?.$disconnect())

test('each entry comes once, the newest first, however many there are', async () => {
  const many = Array.from({ length: 2300 }, (_entry, index) => ({
    action: 'made.up',
    subject: String(index),
    via: 'page',
  }))
  await database.auditEntry.createMany({ data: many })
  const ids: number[] = []
  for await (const part of readWholeAudit(database)) ids.push(...part.map(({ id }) => Number(id)))
  expect(ids).toHaveLength(await database.auditEntry.count())
  expect(ids.every((id, index) => index === 0 || id < (ids[index - 1] ?? 0))).toBe(true)
})
