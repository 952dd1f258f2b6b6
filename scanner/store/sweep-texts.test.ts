import { expect, test } from 'vitest'
import { claimTree, openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { samplePublication } from '#scanner/testing/sample-publication.ts'
import { publishRevision } from './publish-revision.ts'
import { sweepTexts } from './sweep-texts.ts'

test('texts that no revision has go when nobody scans', async () => {
  const { db } = await openTestDatabase()
  const { scan, options } = await claimTree(db)
  const files = [{ path: 'x.c', oid: 'kept' }]
  await publishRevision(db, samplePublication({ commit: 'a1', sites: [{ name: 'x' }], files }), options)
  for (const oid of ['kept', 'left']) await db.blobText.create({ data: { oid, sizeBytes: 1, text: Buffer.from('x') } })
  expect(await sweepTexts(db)).toBe(0)
  await db.scan.update({ where: { id: scan.id }, data: { state: 'done' } })
  const swept = await db.$transaction(async (tx) => {
    // somebody who is about to take a scan up
    await tx.$executeRaw`update scan set updated_at = now() where id = ${scan.id}`
    return sweepTexts(db)
  })
  expect(swept).toBe(0)
  expect(await sweepTexts(db)).toBe(1)
  expect((await db.blobText.findMany({ select: { oid: true } })).map(({ oid }) => oid)).toEqual(['kept'])
})
