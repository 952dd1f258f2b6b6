import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Database } from '#prisma/client.ts'
import type { Publication } from '#scanner/model/publication.ts'
import { claimTree, openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { dumpStore } from '#scanner/testing/dump-store.ts'
import { type SampleSite, samplePublication } from '#scanner/testing/sample-publication.ts'
import { publishRevision } from './publish-revision.ts'

const sections = ['GPU', 'MM', 'NET']

const site = (name: string, role: 'acquire' | 'release') =>
  fc.option(
    fc.record({
      name: fc.constant(name),
      role: fc.constant(role),
      line: fc.integer({ min: 1, max: 2 }),
      status: fc.constantFrom('unconverted', 'converted', 'mismatched', 'exempt', 'unrelated'),
      subsystems: fc.shuffledSubarray(sections, { maxLength: 2 }),
    }),
    { nil: null, freq: 4 },
  )

/** Sites of one revision, some paired, and who owns them. */
const content = fc
  .record({
    sites: fc.tuple(site('x', 'acquire'), site('y', 'acquire'), site('r', 'release'), site('s', 'release')),
    paired: fc.boolean(),
    oid: fc.constantFrom('one', 'two'),
    name: fc.constantFrom('Jane Doe', 'J. Doe'),
    support: fc.constantFrom('Maintained', null),
  })
  .map(({ sites, paired, oid, name, support }) => {
    const there = sites.filter((one) => one !== null)
    const release = there.find(({ role }) => role === 'release')?.name
    return {
      sites: there.map((one): SampleSite => {
        const pair = paired && one.role === 'acquire' && release !== undefined ? { pair: release } : {}
        return { ...one, ...pair }
      }),
      files: there.map((one) => ({ path: `${one.name}.c`, oid })),
      sections: [...new Set(there.flatMap(({ subsystems }) => subsystems))].map((title, at) => ({
        title,
        support,
        lists: [],
        people: [{ name, email: 'Jane@example.org', role: at === 0 ? ('reviewer' as const) : ('maintainer' as const) }],
      })),
    }
  })

/** Two histories that have nothing to do with each other, and an order to publish them in, some twice. */
const history = fc
  .tuple(fc.array(content, { minLength: 1, maxLength: 4 }), fc.array(content, { maxLength: 2 }))
  .map(([one, other]) => [
    ...one.map((revision, at) => samplePublication({ commit: `a${at}`, ...revision })),
    ...other.map((revision, at) => samplePublication({ commit: `b${at}`, ...revision })),
  ])
  .chain((revisions) =>
    fc.record({
      revisions: fc.constant(revisions),
      order: fc.shuffledSubarray(revisions, { minLength: revisions.length }),
      again: fc.array(fc.constantFrom(...revisions), { maxLength: 2 }),
    }),
  )

async function publishAll(db: Database, publications: readonly Publication[]): Promise<void> {
  await db.$executeRaw`truncate tree, person cascade`
  const { options } = await claimTree(db)
  for (const publication of publications) await publishRevision(db, publication, options)
}

test('the order of publishing leaves no trace, and every revision says what was published of it', async () => {
  const { db } = await openTestDatabase()
  await fc.assert(
    fc.asyncProperty(history, async ({ revisions, order, again }) => {
      // first judged by an older analysis, which knew nothing
      const older = order.map((publication) => ({
        ...publication,
        ...samplePublication({ commit: publication.commit, analysisVersion: '0', sites: [{ name: 'x' }] }),
      }))
      const half = older.filter((_, at) => at % 2 === 0)
      await publishAll(db, [...half, ...order, ...again])
      for (const publication of revisions) expect(await readState(db, publication.commit)).toEqual(stateOf(publication))
      const shuffled = await dumpStore(db)
      await publishAll(db, revisions)
      // identities outlive what made them: the older analysis saw a site that may be in no revision
      const { site: _, ...inOrder } = await dumpStore(db)
      expect(shuffled).toMatchObject(inOrder)
    }),
    { numRuns: 20 },
  )
}, 300_000)

/** What a publication says, as lines. */
function stateOf({ sites, pairs, files, sections: owners }: Publication): readonly string[] {
  return [
    ...sites.map(({ key, row }) => `site ${key} ${row.path}:${row.line} ${row.role} ${row.status}`),
    ...sites.flatMap(({ key, row }) =>
      row.subsystems.map((title, at) => `owned ${key} ${at} ${title} ${title === row.subsystem}`),
    ),
    ...pairs.map(({ acquire, release, rule, grade }) => `pair ${acquire} ${release} ${rule} ${grade}`),
    ...files.map(({ path, oid }) => `file ${path} ${oid}`),
    ...owners.map(({ title, support }) => `section ${title} ${support}`),
    ...owners.flatMap(({ title, people }) =>
      people.map(({ name, email, role }, at) => `person ${title} ${at} ${name} ${email} ${role}`),
    ),
  ].sort()
}

/** The same, of what the store says at a revision. */
async function readState(db: Database, commit: string): Promise<readonly string[]> {
  const { lineId, ordinal } = await db.revision.findFirstOrThrow({
    where: { commit },
    select: { lineId: true, ordinal: true },
  })
  const where = { lineId, fromOrdinal: { lte: ordinal }, toOrdinal: { gt: ordinal } }
  const site = { select: { key: true } }
  const subsystem = { select: { title: true } }
  const sites = await db.siteSpan.findMany({
    where,
    select: { site, path: true, lineNumber: true, role: true, status: true },
  })
  const owned = await db.siteSubsystem.findMany({ where, select: { site, subsystem, position: true, isPrimary: true } })
  const pairs = await db.pair.findMany({ where, select: { acquire: site, release: site, rule: true, grade: true } })
  const files = await db.fileSpan.findMany({ where, select: { path: true, oid: true } })
  const spans = await db.subsystemSpan.findMany({ where, select: { subsystem, support: true } })
  const people = await db.subsystemPerson.findMany({
    where,
    select: { subsystem, position: true, name: true, email: true, role: true },
  })
  return [
    ...sites.map((one) => `site ${one.site.key} ${one.path}:${one.lineNumber} ${one.role} ${one.status}`),
    ...owned.map((one) => `owned ${one.site.key} ${one.position} ${one.subsystem.title} ${one.isPrimary}`),
    ...pairs.map((one) => `pair ${one.acquire.key} ${one.release.key} ${one.rule} ${one.grade}`),
    ...files.map((one) => `file ${one.path} ${one.oid}`),
    ...spans.map((one) => `section ${one.subsystem.title} ${one.support}`),
    ...people.map((one) => `person ${one.subsystem.title} ${one.position} ${one.name} ${one.email} ${one.role}`),
  ].sort()
}
