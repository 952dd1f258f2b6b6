import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { openRepository } from '#scanner/git/open-repository.ts'
import { followHistory } from '#scanner/jobs/follow-history.ts'
import { composePublication } from '#scanner/run/compose-publication.ts'
import { streamTexts } from '#scanner/run/stream-texts.ts'
import { scanRevision } from '#scanner/run.ts'
import { claimTree, openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { makeRepository } from '#scanner/testing/make-repository.ts'
import { legacyDriver, pinnedDriver, smallKernel } from '#scanner/testing/small-kernel.ts'
import { missingTexts } from './missing-texts.ts'
import { publishRevision } from './publish-revision.ts'
import { saveFacts } from './save-facts.ts'
import { saveTexts } from './save-texts.ts'

const convert = { 'drivers/legacy/legacy.c': pinnedDriver('legacy'), 'drivers/new.c': legacyDriver('new') }

async function scan(repo: string, rev: string) {
  const scanned = await scanRevision({ repo, rev, include: [], cacheHome: null, workerEntry: null })
  scanned.repository.close()
  return scanned
}

test('rows of a scan are read back from the store as they were', async () => {
  const { db } = await openTestDatabase()
  const { directory } = makeRepository([
    { files: smallKernel, tag: 'v1' },
    { files: convert, tag: 'v2' },
  ])
  const { options } = await claimTree(db, directory, followHistory(directory).layOut)
  const scanned = await scan(directory, 'v1')
  await publishRevision(db, composePublication(scanned, { label: 'v1' }), options)
  await publishRevision(db, composePublication(await scan(directory, 'v2'), { label: null }), options)

  expect(await db.revision.findMany({ select: { label: true, subject: true, committedAt: true } })).toEqual([
    { label: 'v1', subject: 'test', committedAt: new Date(1_700_000_000_000) },
    { label: (await scan(directory, 'v2')).commit.oid.slice(0, 12), subject: 'test', committedAt: expect.any(Date) },
  ])
  for (const rev of ['v1', 'v2']) {
    const { rows, commit } = await scan(directory, rev)
    const { lineId, ordinal } = await db.revision.findFirstOrThrow({ where: { commit: commit.oid } })
    const where = { lineId, fromOrdinal: { lte: ordinal }, toOrdinal: { gt: ordinal } }
    const spans = await db.siteSpan.findMany({
      where,
      orderBy: [{ path: 'asc' }, { lineNumber: 'asc' }],
      select: {
        path: true,
        lineNumber: true,
        columnNumber: true,
        function: true,
        nth: true,
        api: true,
        role: true,
        family: true,
        class: true,
        target: true,
        status: true,
        reason: true,
        caseNumber: true,
        longterm: true,
        findings: true,
        via: true,
        site: {
          select: {
            key: true,
            acquired: {
              where,
              select: { release: { select: { key: true } }, rule: true, grade: true, evidence: true },
            },
            subsystems: { where, select: { subsystem: { select: { title: true } } }, orderBy: { position: 'asc' } },
          },
        },
      },
    })
    expect(spans.length).toBeGreaterThan(3)
    expect(spans).toEqual(
      rows.map((row) => ({
        path: row.path,
        lineNumber: row.line,
        columnNumber: row.column,
        function: row.function,
        nth: row.ordinal,
        api: row.api,
        role: row.role,
        family: row.family,
        class: row.class,
        target: row.target,
        status: row.status,
        reason: row.reason,
        caseNumber: row.case,
        longterm: row.longterm,
        findings: row.findings,
        via: row.via,
        site: {
          key: row.id,
          acquired:
            row.role === 'release'
              ? []
              : row.pairs.map(({ id, rule, grade }) => ({
                  release: { key: id },
                  rule,
                  grade,
                  evidence: expect.arrayContaining([{ line: expect.any(Number), text: expect.any(String) }]),
                })),
          subsystems: row.subsystems.map((title) => ({ subsystem: { title } })),
        },
      })),
    )
  }
})

test('sections that own a site are published with their people, and no others', async () => {
  const { db } = await openTestDatabase()
  const { directory } = makeRepository([{ files: smallKernel }])
  const { options } = await claimTree(db, directory)
  const scanned = await scan(directory, 'HEAD')
  expect(scanned.sections.map(({ title }) => title)).toContain('MEMORY MANAGEMENT')
  await publishRevision(db, composePublication(scanned, { label: null }), options)
  const sections = await db.subsystem.findMany({
    orderBy: { title: 'asc' },
    select: {
      title: true,
      spans: { select: { support: true, lists: true } },
      people: { select: { name: true, email: true, role: true } },
    },
  })
  expect(sections.map(({ title }) => title)).toEqual(['LEGACY DRIVER', 'PINNED DRIVER', 'THE REST'])
  expect(sections[0]).toEqual({
    title: 'LEGACY DRIVER',
    spans: [{ support: 'Maintained', lists: ['legacy@example.org'] }],
    people: [{ name: 'Old Hand', email: 'old@example.org', role: 'maintainer' }],
  })
})

test('texts are kept once, deflated, and only the missing ones are asked for', async () => {
  const { db } = await openTestDatabase()
  const { directory, git } = makeRepository([{ files: smallKernel }])
  const { files } = composePublication(await scan(directory, 'HEAD'), { label: null })
  const oids = files.map(({ oid }) => oid)
  expect(files.map(({ path }) => path)).toEqual(['drivers/legacy/legacy.c', 'drivers/pinned/pinned.c'])
  expect((await missingTexts(db, [...oids, ...oids])).toSorted()).toEqual(oids.toSorted())
  const repository = await openRepository(directory)
  const save = () => streamTexts(repository, oids, (texts) => saveTexts(db, texts))
  await Promise.all([save(), save()])
  repository.close()
  expect(await missingTexts(db, [...oids, 'another'])).toEqual(['another'])
  for (const row of await db.blobText.findMany()) {
    const text = inflateSync(row.text).toString()
    expect(text).toBe(`${git(['cat-file', 'blob', row.oid])}\n`)
    expect(row.sizeBytes).toBe(text.length)
  }
})

test('facts are kept once for each reader and catalogue', async () => {
  const { db } = await openTestDatabase()
  const { directory } = makeRepository([{ files: smallKernel }])
  const { tree } = await scan(directory, 'HEAD')
  const version = { readerVersion: 1, catalogueVersion: 'c' }
  await Promise.all([saveFacts(db, version, tree.files), saveFacts(db, version, tree.files)])
  await saveFacts(db, { ...version, readerVersion: 2 }, tree.files)
  const oids = new Set(tree.files.map(({ oid }) => oid))
  expect(await db.blobFacts.count()).toBe(2 * oids.size)
  const [first] = tree.files
  const stored = await db.blobFacts.findFirstOrThrow({ where: { oid: first?.oid ?? '' } })
  expect(JSON.parse(inflateSync(stored.facts).toString())).toEqual(JSON.parse(JSON.stringify(first?.facts)))
})
