import { expect, test } from 'vitest'
import { openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { makeRepository } from '#scanner/testing/make-repository.ts'
import { publishRepository } from '#scanner/testing/publish-repository.ts'
import { smallKernel } from '#scanner/testing/small-kernel.ts'
import { openStoreFigures } from './read-store-figures.ts'

test('figures are those of the store', async () => {
  const { db, url } = await openTestDatabase()
  const { directory } = makeRepository([{ files: smallKernel, tag: 'v1' }])
  const { id: treeId } = await publishRepository(db, directory, { revisions: ['v1'] })
  await db.revision.updateMany({ data: { coverage: { problems: { 'invalid-utf8': 3 } } } })
  const waiting = new Date(Date.now() - 600_000)
  await db.scan.create({ data: { treeId, revisions: ['v2'], tags: [], createdAt: waiting } })

  const figures = await openStoreFigures(url)()
  expect(figures).toMatchObject({ trees: 1, revisions: 1, problems: [{ kind: 'invalid-utf8', count: 3 }] })
  expect(figures?.scans).toContainEqual({ state: 'queued', count: 1 })
  expect(figures?.queueAgeSeconds).toBeGreaterThan(590)
  expect(figures?.connections).toContainEqual({ application: 'pinwatch-metrics', count: 1 })
})

test('a database that does not answer is told as none', async () => {
  expect(await openStoreFigures('postgres://nobody@127.0.0.1:1/none')()).toBeNull()
})
