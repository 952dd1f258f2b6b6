import { expect, test } from 'vitest'
import type { Database } from '#prisma/client.ts'
import { claimTree, openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { dumpStore } from '#scanner/testing/dump-store.ts'
import { alphabetical } from '#scanner/testing/lay-out.ts'
import { keyOf, type SampleRevision, type SampleSite, samplePublication } from '#scanner/testing/sample-publication.ts'
import { settleTree } from '#scanner/testing/settle-tree.ts'
import type { LayOut } from './arrange-lines.ts'
import { claimScan } from './claim-scan.ts'
import { publishRevision } from './publish-revision.ts'

/** A tree with these revisions published in this order; the last outcome. */
async function publishAll(revisions: readonly SampleRevision[]) {
  const { db, url } = await openTestDatabase()
  const { treeId, scan, options } = await claimTree(db)
  const publish = (revision: SampleRevision) => publishRevision(db, samplePublication(revision), options)
  for (const revision of revisions) await publish(revision)
  const settle = () =>
    settleTree(
      db,
      options,
      revisions.map((revision) => samplePublication(revision)),
    )
  return { settle, db, url, treeId, scan, options, publish }
}

/** Events as `commit kind site`, sorted. */
async function listEvents(db: Database): Promise<readonly string[]> {
  const events = await db.event.findMany({
    select: { kind: true, site: { select: { key: true } }, revision: { select: { commit: true } } },
  })
  const nameOf = (key: string) => Buffer.from(key, 'hex').toString().replaceAll('\0', '')
  return events.map(({ kind, site, revision }) => `${revision.commit} ${kind} ${nameOf(site.key)}`).sort()
}

async function listOrdinals(db: Database): Promise<Readonly<Record<string, number>>> {
  const rows = await db.revision.findMany({ select: { commit: true, ordinal: true }, orderBy: { ordinal: 'asc' } })
  return Object.fromEntries(rows.map(({ commit, ordinal }) => [commit, ordinal]))
}

const site = (name: string, status?: SampleSite['status']): SampleSite => ({
  name,
  ...(status === undefined ? {} : { status }),
})

test('the same commit and analysis again is unchanged, and nothing is written', async () => {
  const { db, publish } = await publishAll([{ commit: 'a1', sites: [site('x')] }])
  const before = await db.revision.findMany()
  // what is not written cannot be seen in rows: Postgres says which transaction wrote one
  const writers = () => db.$queryRaw`select xmin::text, id from site_span union all select xmin::text, id from revision`
  const written = await writers()
  expect(await publish({ commit: 'a1', sites: [site('x'), site('y')] })).toBe('unchanged')
  expect(await db.revision.findMany()).toEqual(before)
  expect(await writers()).toEqual(written)
})

test('a commit that is asked for by another name is called by it', async () => {
  const { db, publish } = await publishAll([{ commit: 'a1', label: 'main', sites: [] }])
  expect(await publish({ commit: 'a1', label: 'v6.1', sites: [] })).toBe('unchanged')
  expect(await db.revision.findMany({ select: { label: true } })).toEqual([{ label: 'v6.1' }])
})

test('another analysis of a commit replaces it in place', async () => {
  const { db, publish } = await publishAll([
    { commit: 'a1', sites: [site('x')] },
    { commit: 'a2', sites: [site('x')] },
    { commit: 'a3', sites: [site('x')] },
  ])
  const ids = await db.revision.findMany({ select: { id: true, ordinal: true }, orderBy: { id: 'asc' } })
  const again = { commit: 'a2', analysisVersion: '2', sites: [site('x', 'converted'), site('y')] }
  expect(await publish(again)).toBe('published')
  expect(await db.revision.findMany({ select: { id: true, ordinal: true }, orderBy: { id: 'asc' } })).toEqual(ids)
  expect(await listEvents(db)).toEqual(['a2 appeared y', 'a2 converted x', 'a3 gone y', 'a3 regressed x'])
  expect(await db.siteSpan.count()).toBe(4)
})

test('events say what happened between a revision and the one before it', async () => {
  const { db } = await publishAll([
    {
      commit: 'a1',
      sites: [
        site('stays'),
        site('goes'),
        site('converts'),
        site('undone', 'converted'),
        site('breaks'),
        site('breaks-too', 'unrelated'),
        site('excused', 'unknown'),
        site('noise', 'unrelated'),
        site('found', 'unrelated'),
        site('inner', 'wrapper'),
        { ...site('moves'), path: 'old.c' },
        { ...site('moves-and-converts'), path: 'old.c' },
        { ...site('noise-that-moves', 'unrelated'), path: 'old.c' },
      ],
    },
    {
      commit: 'a2',
      sites: [
        { ...site('stays'), line: 9 },
        site('comes', 'mismatched'),
        site('converts', 'converted'),
        site('undone'),
        site('breaks', 'mismatched'),
        site('breaks-too', 'mismatched'),
        site('excused', 'exempt'),
        site('other-noise', 'unrelated'),
        site('found'),
        site('inner', 'converted'),
        { ...site('moves'), path: 'new.c' },
        { ...site('moves-and-converts', 'converted'), path: 'new.c' },
        { ...site('noise-that-moves', 'unrelated'), path: 'new.c' },
      ],
    },
  ])
  expect(await listEvents(db)).toEqual([
    'a2 appeared comes',
    'a2 converted converts',
    'a2 converted moves-and-converts',
    'a2 exempted excused',
    'a2 gone goes',
    'a2 moved moves',
    'a2 regressed breaks',
    'a2 regressed breaks-too',
    'a2 regressed undone',
  ])
})

test('a revision put between two takes its part of what happened', async () => {
  const { db, publish } = await publishAll([
    { commit: 'a1', sites: [site('x'), site('z')] },
    { commit: 'a3', sites: [site('x', 'converted'), site('y')] },
  ])
  await db.event.updateMany({
    data: { attribution: 'commit', commit: 'found', trailers: [{ name: 'Link', value: 'x' }] },
  })
  expect(await listEvents(db)).toEqual(['a3 appeared y', 'a3 converted x', 'a3 gone z'])
  await publish({ commit: 'a2', sites: [site('x', 'converted')] })
  expect(await listEvents(db)).toEqual(['a2 converted x', 'a2 gone z', 'a3 appeared y'])
  // the step begins elsewhere now: what is still true of it may be another commit's
  expect(await db.event.findMany({ select: { attribution: true, commit: true, trailers: true } })).toEqual(
    Array.from({ length: 3 }, () => ({ attribution: 'open', commit: null, trailers: [] })),
  )
  await db.event.updateMany({ data: { attribution: 'commit', commit: 'found' } })
  await publish({ commit: 'a2', analysisVersion: '2', sites: [site('x', 'converted'), site('y')] })
  const events = await db.event.findMany({ select: { kind: true, commit: true }, orderBy: { kind: 'asc' } })
  // one that a new judgement leaves as it is keeps the commit that was found for it
  expect(events).toEqual([
    { kind: 'appeared', commit: null },
    { kind: 'converted', commit: 'found' },
    { kind: 'gone', commit: 'found' },
  ])
})

test('a revision before the first becomes the first, and the other gets events', async () => {
  const { db, publish } = await publishAll([{ commit: 'a2', sites: [site('x')] }])
  await publish({ commit: 'a1', sites: [] })
  expect(Object.keys(await listOrdinals(db))).toEqual(['a1', 'a2'])
  expect(await listEvents(db)).toEqual(['a2 appeared x'])
})

test('a branch is a line of its own, and its first revision has no events', async () => {
  const { db } = await publishAll([
    { commit: 'a1', sites: [site('x')] },
    { commit: 'b1', sites: [site('y')] },
  ])
  expect(await db.line.count()).toBe(2)
  expect(await listEvents(db)).toEqual([])
})

test('a gap that is used up is numbered anew, and says what it said', async () => {
  // z, y, x … each just behind a0: twelve halvings of the gap
  const inside = [...'zyxwvutsrqponm'].map((letter, at) => ({
    commit: `a1${letter}`,
    sites: [site('x'), site(`s${at % 3}`)],
  }))
  const revisions: readonly SampleRevision[] = [
    { commit: 'a0', sites: [site('x')] },
    { commit: 'a2', sites: [site('x', 'converted')] },
    ...inside,
  ]
  const { db, settle } = await publishAll(revisions)
  await settle()
  const ordered = [...revisions].sort((a, b) => (a.commit < b.commit ? -1 : 1))
  const inOrder = await publishAll(ordered)
  expect(Object.keys(await listOrdinals(db))).toEqual(ordered.map(({ commit }) => commit))
  expect(await dumpStore(db)).toEqual(await dumpStore(inOrder.db))
  // without numbering anew the first would still be 0
  expect((await listOrdinals(db)).a0).toBeGreaterThan(0)
})

test('counts are of the whole tree, and of subsystems by any rank and as primary', async () => {
  const { db } = await publishAll([
    {
      commit: 'a1',
      sites: [
        { name: 'x', subsystems: ['MM', 'THE REST'] },
        { name: 'y', subsystems: ['GPU', 'MM', 'THE REST'] },
        { name: 'z', subsystems: ['GPU', 'THE REST'], status: 'converted' },
        { name: 'r', role: 'release', subsystems: ['MM'] },
      ],
    },
  ])
  const counts = await db.count.findMany({
    select: { subsystem: { select: { title: true } }, role: true, status: true, sites: true, primarySites: true },
  })
  const lines = counts.map(
    ({ subsystem, role, status, sites, primarySites }) =>
      `${subsystem?.title ?? '-'} ${role} ${status} ${sites} ${primarySites}`,
  )
  expect(lines.sort()).toEqual([
    '- acquire converted 1 1',
    '- acquire unconverted 2 2',
    '- release unconverted 1 1',
    'GPU acquire converted 1 1',
    'GPU acquire unconverted 1 1',
    'MM acquire unconverted 2 1',
    'MM release unconverted 1 1',
    'THE REST acquire converted 1 0',
    'THE REST acquire unconverted 2 0',
  ])
})

test('a person is called as the newest revisions say, whichever was published first', async () => {
  const section = (name: string) => ({
    title: 'MM',
    support: null,
    lists: [],
    people: [{ name, email: 'Some.One@Example.org', role: 'maintainer' as const }],
  })
  const revision = (commit: string, name: string) => ({
    commit,
    sites: [{ name: 'x', subsystems: ['MM'] }],
    sections: [section(name)],
  })
  for (const order of [
    ['a1', 'a2'],
    ['a2', 'a1'],
  ]) {
    const names: Readonly<Record<string, string>> = { a1: 'Old Name', a2: 'A New Name' }
    const { db } = await publishAll(order.map((commit) => revision(commit, names[commit] ?? '')))
    expect(await db.person.findMany({ select: { name: true, email: true } })).toEqual([
      { name: 'A New Name', email: 'some.one@example.org' },
    ])
    const spelled = await db.subsystemPerson.findMany({ select: { name: true, email: true } })
    expect(spelled).toContainEqual({ name: 'Old Name', email: 'Some.One@Example.org' })
  }
})

test('sections whose titles make one slug have two, and a title keeps its own', async () => {
  const sites = (...titles: readonly string[]) => titles.map((title) => ({ name: title, subsystems: [title] }))
  const { db, publish } = await publishAll([{ commit: 'a1', sites: sites('HID LOGITECH', 'HID++ LOGITECH', '日本') }])
  const list = () => db.subsystem.findMany({ select: { title: true, slug: true }, orderBy: { id: 'asc' } })
  const before = await list()
  expect(before.map(({ slug }) => slug)).toEqual([
    'hid-logitech',
    expect.stringMatching(/^hid-logitech-[0-9a-f]{4}$/),
    'section',
  ])
  await publish({ commit: 'a2', sites: sites('HID LOGITECH', 'HID! LOGITECH') })
  expect((await list()).slice(0, 3)).toEqual(before)
})

test('names with NUL and half characters are published as far as Postgres can hold them', async () => {
  const odd = 'o\0d\ud800d'
  const { db } = await publishAll([{ commit: 'a1', label: odd, sites: [{ name: 'x', path: odd, subsystems: [odd] }] }])
  const clean = 'o\ufffdd\ufffdd'
  expect(await db.siteSpan.findMany({ select: { path: true } })).toEqual([{ path: clean }])
  expect(await db.subsystem.findMany({ select: { title: true } })).toEqual([{ title: clean }])
  expect(await db.revision.findMany({ select: { label: true } })).toEqual([{ label: clean }])
})

test('who lost the claim is refused, and nothing is written', async () => {
  const { db, scan, publish } = await publishAll([{ commit: 'a1', sites: [site('x')] }])
  expect((await claimScan(db, scan.id)).kind).toBe('claimed')
  const before = await dumpStore(db)
  const next = { commit: 'a2', sites: [site('y')] }
  await expect(publish(next)).rejects.toMatchObject({ name: 'ClaimLostError', code: 'claim-lost' })
  // also what would change nothing: the worker has to stop
  await expect(publish({ commit: 'a1', sites: [] })).rejects.toMatchObject({ code: 'claim-lost' })
  expect(await dumpStore(db)).toEqual(before)
})

test('a claim that is taken while its holder publishes waits, and finds what was published', async () => {
  const { db, scan, treeId, options } = await publishAll([])
  let taken: Promise<unknown> = Promise.resolve()
  const published = db.$transaction(async (tx) => {
    // what publishing does first
    await tx.$queryRaw`select id from tree where id = ${treeId} for no key update`
    taken = claimScan(db, scan.id).then(async () => dumpStore(db))
    await tx.line.create({ data: { treeId }, select: { id: true } })
    await tx.tree.update({ where: { id: treeId }, data: { name: 'written while it waited' } })
  })
  await published
  expect(JSON.stringify(await taken)).toContain('written while it waited')
  await expect(publishRevision(db, samplePublication({ commit: 'a1', sites: [] }), options)).rejects.toThrow(
    /no longer/,
  )
})

test('two publishers at once end with the rows of one after the other', async () => {
  const revisions = ['a1', 'a2', 'a3', 'a4'].map((commit, at) => ({
    commit,
    sites: [site('x', at > 1 ? 'converted' : 'unconverted'), { name: `s${at}`, subsystems: ['MM'] }],
  }))
  const inOrder = await publishAll(revisions)
  const { db } = await openTestDatabase()
  const { options } = await claimTree(db)
  const publish = (revision: SampleRevision) => publishRevision(db, samplePublication(revision), options)
  await Promise.all([...revisions, ...revisions].map(publish))
  await settleTree(
    db,
    options,
    revisions.map((revision) => samplePublication(revision)),
  )
  expect(await dumpStore(db)).toEqual(await dumpStore(inOrder.db))
})

test("trees that bring the same people at once do not stand in each other's way", async () => {
  const { db } = await openTestDatabase()
  const titles = Array.from({ length: 40 }, (_, index) => `SECTION ${index}`)
  const trees = await Promise.all(['/a', '/b', '/c'].map((source) => claimTree(db, source)))
  await Promise.all(
    trees.map(({ options }, at) => {
      const order = at % 2 === 0 ? titles : [...titles].reverse()
      const publication = samplePublication({ commit: 'a1', sites: [{ name: 'x', subsystems: order }] })
      return publishRevision(db, publication, options)
    }),
  )
  expect(await db.person.count()).toBe(40)
  expect(await db.subsystemPerson.count()).toBe(120)
})

test('a commit is placed anew when others were published while git was asked', async () => {
  const { db, treeId, scan, publish } = await publishAll([{ commit: 'a1', sites: [site('x')] }])
  let disturbed = false
  const layOut: LayOut = async (lines, commit) => {
    if (!disturbed) {
      disturbed = true
      await publish({ commit: 'a2', sites: [site('x', 'converted')] })
    }
    return alphabetical(lines, commit)
  }
  const late = samplePublication({ commit: 'a3', sites: [site('x')] })
  expect(await publishRevision(db, late, { treeId, scan, layOut })).toBe('published')
  expect(await listEvents(db)).toEqual(['a2 converted x', 'a3 regressed x'])
})

test('a publication that contradicts itself is refused, and nothing is written', async () => {
  const { db, publish } = await publishAll([])
  const before = await dumpStore(db)
  await expect(publish({ commit: 'a1', sites: [{ name: 'x', pair: 'none' }] })).rejects.toThrow(keyOf('none'))
  expect(await dumpStore(db)).toEqual(before)
})
