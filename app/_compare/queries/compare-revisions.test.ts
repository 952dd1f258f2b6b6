import { beforeAll, expect, test } from 'vitest'
import { type CompareQuery, compareParams, parseCompared, parseCompareQuery } from '#app/_compare/compare-query.ts'
import { getRevision, type RevisionDetails } from '#app/_data/get-revision.ts'
import { emptyFilter, filterOf } from '#app/_data/site-filter.ts'
import { type ListedSite, listSites } from '#app/_sites/queries/list-sites.ts'
import type { SiteCursor } from '#app/_sites/site-order.ts'
import type { Database } from '#prisma/client.ts'
import { classifyChange, comparisonKinds, isOpenSite } from '#scanner/model/classify-change.ts'
import { publishRevision } from '#scanner/store/publish-revision.ts'
import { claimTree, openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { publishDemo } from '#scanner/testing/publish-demo.ts'
import { keyOf, samplePublication } from '#scanner/testing/sample-publication.ts'
import { compareRevisions } from './compare-revisions.ts'
import { listComparable } from './list-comparable.ts'
import { openCompared } from './open-compared.ts'

let db: Database
let from: RevisionDetails
let to: RevisionDetails

beforeAll(async () => {
  db = (await openTestDatabase()).db
  const { id } = await publishDemo(db, ['v5.10', 'v6.12'])
  const revisions = [await getRevision(db, id, 'v5.10'), await getRevision(db, id, 'v6.12')]
  if (!revisions[0] || !revisions[1]) throw new Error('not published')
  from = revisions[0]
  to = revisions[1]
})

const all: CompareQuery = { filter: emptyFilter, show: null, cursor: null }
const limits = { each: 10_000, page: 10_000 }
const compare = (query: Partial<CompareQuery> = {}, sides = { from, to }, some = limits) =>
  compareRevisions(db, sides, { ...all, ...query }, some)

async function sitesAt(revision: RevisionDetails): Promise<ReadonlyMap<string, ListedSite>> {
  const order = { sort: 'path', descending: false } as const
  const { sites } = await listSites(db, revision, filterOf({ all: true }), { order, cursor: null, limit: 10_000 })
  return new Map(sites.map((site) => [site.key, site]))
}

test('the lists are what the shared definition says of the sites of both', async () => {
  const [before, now] = [await sitesAt(from), await sitesAt(to)]
  const expected = new Map(comparisonKinds.map((kind) => [kind, [] as string[]]))
  for (const key of new Set([...before.keys(), ...now.keys()])) {
    const change = classifyChange(before.get(key) ?? null, now.get(key) ?? null)
    if (change !== null && change !== 'exempted') expected.get(change)?.push(key)
    const site = now.get(key)
    if (site !== undefined && isOpenSite(site)) expected.get('open')?.push(key)
  }
  const { sites, counts, common } = await compare()
  for (const kind of comparisonKinds) {
    const keys = sites.filter((site) => site.kind === kind).map(({ key }) => key)
    expect(keys.toSorted(), kind).toEqual(expected.get(kind)?.toSorted())
    expect(keys.length, kind).toBeGreaterThan(0)
    expect(counts.get(kind)).toBe(keys.length)
  }
  expect(common).toBe([...before.keys()].filter((key) => now.has(key)).length)
})

test('a site stands where it is, or was last, with its section', async () => {
  const [before, now] = [await sitesAt(from), await sitesAt(to)]
  for (const site of (await compare()).sites) {
    const { path, line, subsystem, api } = (site.is === null ? before : now).get(site.key) ?? {}
    expect(site).toMatchObject({ path, line, subsystem, api })
    expect([site.was, site.is]).toEqual([before.get(site.key)?.status ?? null, now.get(site.key)?.status ?? null])
  }
})

test('swapped, what appeared is gone', async () => {
  const [there, back] = [await compare(), await compare({}, { from: to, to: from })]
  expect(back.counts.get('gone')).toBe(there.counts.get('appeared'))
  expect(back.counts.get('appeared')).toBe(there.counts.get('gone'))
})

test('each filter leaves the sites that it fits, of every list', async () => {
  const whole = (await compare()).sites
  const role = await compare({ filter: filterOf({ role: 'acquire' }) })
  expect(role.sites).toEqual(whole.filter((site) => site.role === 'acquire'))
  const path = await compare({ filter: filterOf({ path: 'drivers' }) })
  expect(path.sites).toEqual(whole.filter((site) => site.path.startsWith('drivers/')))
  const slug = whole.find(({ subsystem }) => subsystem !== null)?.subsystem?.slug ?? ''
  const owned = (await compare({ filter: filterOf({ subsystem: slug }) })).sites
  expect(owned.length).toBeGreaterThan(0)
  expect(owned).toEqual(expect.arrayContaining(whole.filter(({ subsystem }) => subsystem?.slug === slug)))
  expect((await compare({ filter: filterOf({ maintainer: 'nobody@nowhere.example' }) })).sites).toEqual([])
})

test('beginnings of lists are their beginnings, and counts stay whole', async () => {
  const whole = await compare()
  const some = await compare({}, { from, to }, { each: 3, page: 1 })
  expect(some.counts).toEqual(whole.counts)
  expect(some.sites).toEqual(
    comparisonKinds.flatMap((kind) => whole.sites.filter((site) => site.kind === kind).slice(0, 3)),
  )
})

test('pages in both directions are parts of one list', async () => {
  const whole = (await compare({ show: 'converted' })).sites.map(({ key }) => key)
  const seen: string[] = []
  let cursor: SiteCursor | null = null
  let back: SiteCursor | null = null
  do {
    const page = await compare({ show: 'converted', cursor }, { from, to }, { each: 1, page: 3 })
    seen.push(...page.sites.map(({ key }) => key))
    back = page.previous === null ? null : { side: 'before', place: page.previous }
    cursor = page.next === null ? null : { side: 'after', place: page.next }
  } while (cursor !== null)
  expect(seen).toEqual(whole)
  const end = seen.length - ((seen.length - 1) % 3) - 1
  const before = await compare({ show: 'converted', cursor: back }, { from, to }, { each: 1, page: 3 })
  expect(before.sites.map(({ key }) => key)).toEqual(seen.slice(end - 3, end))
})

test('two trees are joined by key, and generic releases come and go unsaid', async () => {
  const other = await claimTree(db, '/srv/other')
  const sites = [{ name: 'kept' }, { name: 'lost', status: 'unrelated' as const, role: 'release' as const }]
  await publishRevision(db, samplePublication({ commit: 'a1', sites }), other.options)
  const third = await claimTree(db, '/srv/third')
  const later = [
    { name: 'kept', status: 'converted' as const, path: 'moved.c' },
    { name: 'new', status: 'exempt' as const },
  ]
  await publishRevision(db, samplePublication({ commit: 'a1', sites: later }), third.options)
  const [left, right] = [await getRevision(db, other.treeId, null), await getRevision(db, third.treeId, null)]
  if (left === null || right === null) throw new Error('not published')
  const { sites: found, common } = await compare({}, { from: left, to: right })
  expect(found.map(({ kind, key }) => [kind, key])).toEqual([
    ['appeared', keyOf('new')],
    ['converted', keyOf('kept')],
  ])
  expect(found[1]).toMatchObject({ path: 'moved.c', before: { path: 'kept.c' }, was: 'unconverted', is: 'converted' })
  expect(common).toBe(1)
  expect((await compare({}, { from, to: right })).common).toBe(0)
})

test('every revision can be chosen, by tree and line, newest first', async () => {
  const demo = (await listComparable(db)).filter(({ slug }) => slug === 'demo')
  expect(demo.map(({ name, lineLabel, isOneOfSeveral }) => [name, lineLabel, isOneOfSeveral])).toEqual([
    ['v6.12', 'v6.12', false],
    ['v5.10', 'v6.12', false],
  ])
})

const ask = (value: string) => openCompared(db, parseCompared(new URLSearchParams({ from: value }), 'from'))

test('a side is a tree and maybe a revision of it', async () => {
  expect(await ask('demo@v5.10')).toMatchObject({ kind: 'found', rev: 'v5.10', revision: { label: 'v5.10' } })
  expect(await ask('demo')).toMatchObject({ kind: 'found', rev: null, revision: { label: 'v6.12' } })
  expect(await ask('')).toEqual({ kind: 'none' })
})

test.each([
  ['demo@v9.9', 'No published revision of demo is named "v9.9".'],
  ['nothing@v5.10', 'There is no tree "nothing".'],
  ['../etc@x', '"../etc@x" is not of the form TREE@REVISION.'],
  ['demo@a\0b', 'is not of the form'],
  ['a'.repeat(1000), 'is not of the form'],
])('a side that is not there is named (%j)', async (value, message) => {
  expect(await ask(value)).toEqual({ kind: 'missing', message: expect.stringContaining(message) })
})

test('a query and its parameters say the same, and nonsense is told', () => {
  const place = { first: '', path: 'mm/gup.c', line: 3, column: 1, key: '0123456789abcdef' }
  const query: CompareQuery = {
    filter: filterOf({ role: 'acquire', path: 'mm' }),
    show: 'gone',
    cursor: { side: 'after', place },
  }
  expect(parseCompareQuery(compareParams(query))).toEqual({ query, problems: [] })
  const { query: left, problems } = parseCompareQuery(new URLSearchParams('show=all&role=both&after=x&path=mm'))
  expect(left).toEqual({ ...all, filter: filterOf({ path: 'mm' }) })
  expect(problems.map(({ parameter }) => parameter)).toEqual(['role', 'show'])
})
