import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { hasPgbouncer, startPgbouncer } from '#scanner/testing/hosts/start-pgbouncer.ts'
import { makeRepository } from '#scanner/testing/make-repository.ts'
import { runWish } from '#scanner/testing/run-wish.ts'
import { smallKernel } from '#scanner/testing/small-kernel.ts'
import { checkServing } from './check-serving.ts'
import { connectDatabase } from './client.ts'
import { applyMigrations } from './migrate.ts'

const migrations = fileURLToPath(new URL('migrations', import.meta.url))
const isThere = hasPgbouncer()
const pooled = test.skipIf(!isThere)
const reason = isThere ? '' : ' (skipped: pgbouncer is not installed)'

pooled(`a pooler in transaction mode is told to whoever migrates, and leaves no lock behind${reason}`, async () => {
  const { url } = await createTestDatabase()
  const pooler = await startPgbouncer(url)
  await expect(applyMigrations(pooler, migrations)).rejects.toMatchObject({
    code: 'pooled',
    message: expect.stringContaining('pool in session mode'),
  })
  expect(await applyMigrations(url, migrations)).toEqual([])
})

pooled(`a pooler that refuses limits is told to whoever serves, with what to set${reason}`, async () => {
  const { url } = await createTestDatabase()
  await expect(checkServing(await startPgbouncer(url))).rejects.toMatchObject({
    code: 'pooled',
    message: expect.stringContaining('ignore_startup_parameters = lock_timeout, statement_timeout'),
  })
  await checkServing(url)
  // away is not refused
  await checkServing('postgresql://nobody@127.0.0.1:9/none')
})

pooled(`statements and transactions work through a pooler that was told so${reason}`, async () => {
  const { url } = await createTestDatabase()
  const pooler = await startPgbouncer(url, ['lock_timeout', 'statement_timeout'])
  await checkServing(pooler)
  const limits = { lockMs: 300, statementMs: 3500, answerMs: 30_000, connectionMs: 30_000 }
  const db = connectDatabase(pooler, { limits })
  const { directory } = makeRepository([{ files: smallKernel, tag: 'v1' }])
  expect(await runWish(db, { source: directory, tags: ['v1'] })).toMatchObject({ kind: 'done', published: 1 })
  expect(await Promise.all(Array.from({ length: 40 }, () => db.revision.count()))).toEqual(Array(40).fill(1))
  await db.$disconnect()
})
