import { beforeAll, expect, test } from 'vitest'
import { getRevision } from '#app/_data/get-revision.ts'
import { countJudgedStays, listJudgedStays } from '#app/_data/list-judged-stays.ts'
import { emptyFilter, filterOf } from '#app/_data/site-filter.ts'
import { claimSites } from '#app/_people/actions/claim-sites.ts'
import { prioritizeSites } from '#app/_people/actions/prioritize-sites.ts'
import { triageSite } from '#app/_people/actions/triage-site.ts'
import { makeAccount, originOf } from '#app/_people/testing/people-world.ts'
import { formatCursor, parseCursor, type SiteSort } from '#app/_sites/site-order.ts'
import { startHere } from '#app/_sites/start-here.ts'
import type { Database } from '#prisma/client.ts'
import { publishRevision } from '#scanner/store/publish-revision.ts'
import { type ClaimedTree, claimTree, openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { keyOf, samplePublication } from '#scanner/testing/sample-publication.ts'
import { addSaid } from './add-said.ts'
import { listClaimants } from './list-claimants.ts'
import { listFacets, saidFacets } from './list-facets.ts'
import { listSaidFacets } from './list-said-facets.ts'
import { listSites } from './list-sites.ts'

let database: Database
let tree: ClaimedTree
let place: { readonly lineId: number; readonly ordinal: number }

beforeAll(async () => {
  database = (await openTestDatabase()).db
  tree = await claimTree(database)
  const remark = { case: 4, reason: 'only struct page is read', code: null } as const
  const sites = [
    { name: 'a', pair: 'r' },
    { name: 'b', remark },
    { name: 'c' },
    { name: 'd', remark },
    { name: 'r', role: 'release' as const },
  ]
  await publishRevision(database, samplePublication({ commit: 'v1', sites }), tree.options)
  const revision = await getRevision(database, tree.treeId, null)
  if (revision === null) throw new Error('nothing is published')
  place = revision
  const admin = await originOf(database, await makeAccount(database, 'admin'))
  const author = await originOf(database, await makeAccount(database, 'contributor'))
  await database.$transaction(async (tx) => {
    await claimSites(tx, admin, 'linux', { sites: [keyOf('a')], person: 'z@example.org' })
    await claimSites(tx, admin, 'linux', { sites: [keyOf('a'), keyOf('b')] })
    await tx.claim.updateMany({ where: { site: { key: keyOf('b') } }, data: { state: 'posted' } })
    await triageSite(tx, admin, 'linux', keyOf('b'), { verdict: 'case', case: 3 })
    await triageSite(tx, author, 'linux', keyOf('c'), { verdict: 'stays' })
    await prioritizeSites(tx, admin, 'linux', { sites: [keyOf('c')], priority: 'high' })
    await prioritizeSites(tx, admin, 'linux', { sites: [keyOf('a')], priority: 'low' })
  })
})

async function list(sort: SiteSort) {
  const order = { sort, descending: false }
  const page = await listSites(database, place, emptyFilter, { order, cursor: null, limit: 10 })
  return addSaid(database, tree.treeId, place, page.sites)
}

test('a line says who works on its site, or on what it belongs to, and what people say of it', async () => {
  const said = (await list('path')).map(({ key, claims, judged, remark }) => [
    key,
    claims.map(({ name, state }) => `${name} ${state}`),
    judged,
    remark,
  ])
  const inCode = { case: 4, reason: 'only struct page is read' }
  expect(said).toEqual([
    [keyOf('a'), ['A admin claimed', 'z@example.org claimed'], null, null],
    [keyOf('b'), ['A admin posted'], { verdict: 'case', case: 3, isDecided: true }, inCode],
    [keyOf('c'), [], { verdict: 'stays', case: null, isDecided: false }, null],
    [keyOf('d'), [], null, inCode],
    [keyOf('r'), ['A admin claimed', 'z@example.org claimed'], null, null],
  ])
})

test('whoever has an open claim of an acquire is named where somebody would begin', async () => {
  const claimants = await listClaimants(database, tree.treeId, [keyOf('a'), keyOf('b'), keyOf('c')])
  expect([...claimants].toSorted()).toEqual([
    [keyOf('a'), ['A admin', 'z@example.org']],
    [keyOf('b'), ['A admin']],
  ])
  const site = { path: 'a.c', line: 1, function: 'a', reason: 'legacy-acquire', status: 'unconverted' } as const
  const call = { api: 'get_user_pages', target: 'pin_user_pages', subsystem: null }
  const point = { ...site, ...call, key: keyOf('a'), touches: 1, hasRelease: true, isEasy: true }
  expect(startHere([point], { href: (key) => `/${key}`, claimants }).text).toContain(
    'claimed by A admin, z@example.org',
  )
})

test('a list is parted by who works on its sites, and by what is decided; where nobody does, last', async () => {
  expect((await list('claim')).map(({ key, group }) => [key, group])).toEqual([
    [keyOf('b'), 'A admin'],
    [keyOf('a'), 'A admin, z@example.org'],
    [keyOf('r'), 'A admin, z@example.org'],
    [keyOf('c'), null],
    [keyOf('d'), null],
  ])
  expect((await list('triage')).map(({ key, group }) => [key, group])).toEqual([
    [keyOf('b'), 'case'],
    [keyOf('d'), 'stays'],
    [keyOf('a'), null],
    [keyOf('c'), null],
    [keyOf('r'), null],
  ])
})

test('a list is sorted by how soon somebody should look, and goes on behind a line of it', async () => {
  expect((await list('priority')).map(({ key, priority }) => [key, priority])).toEqual([
    [keyOf('c'), 'high'],
    [keyOf('b'), 'normal'],
    [keyOf('d'), 'normal'],
    [keyOf('r'), 'normal'],
    [keyOf('a'), 'low'],
  ])
  const order = { sort: 'priority', descending: false } as const
  const first = await listSites(database, place, emptyFilter, { order, cursor: null, limit: 2 })
  if (first.next === null) throw new Error('there are five')
  const read = parseCursor('priority', formatCursor('priority', first.next))
  expect(read).toEqual(first.next)
  const cursor = { side: 'after', place: first.next } as const
  const second = await listSites(database, place, emptyFilter, { order, cursor, limit: 2 })
  expect(second.sites.map(({ key }) => key)).toEqual([keyOf('d'), keyOf('r')])
})

test('every number of these facets is what its list has', async () => {
  const facets = await listFacets(database, place, emptyFilter, saidFacets)
  expect(facets.claim.map(({ value, label, sites }) => [value, label, sites])).toEqual([
    ['admin@example.org', 'A admin', 3],
    ['claimed', null, 2],
    ['none', null, 2],
    ['z@example.org', null, 2],
    ['posted', null, 1],
  ])
  expect(facets.triage.map(({ value, sites }) => [value, sites])).toEqual([
    ['none', 3],
    ['comment', 2],
    ['case', 1],
    ['proposed', 1],
    ['stays', 1],
  ])
  expect(facets.priority.map(({ value, sites }) => [value, sites])).toEqual([
    ['normal', 3],
    ['high', 1],
    ['low', 1],
  ])
  for (const facet of saidFacets)
    for (const { value, sites } of facets[facet]) {
      const order = { sort: 'path', descending: false } as const
      const { total } = await listSites(database, place, filterOf({ [facet]: value }), {
        order,
        cursor: null,
        limit: 1,
      })
      expect([facet, value, total]).toEqual([facet, value, sites])
    }
})

test('facets of what people say are the same where only kinds that were said are counted', async () => {
  const quiet = await claimTree(database, '/srv/quiet')
  await publishRevision(database, samplePublication({ commit: 'v1', sites: [{ name: 'q' }] }), quiet.options)
  const quietPlace = await getRevision(database, quiet.treeId, null)
  if (quietPlace === null) throw new Error('nothing is published')
  const nothing = filterOf({ path: 'nowhere.c' })
  const worlds = [
    [tree.treeId, place, emptyFilter, 5],
    [quiet.treeId, quietPlace, emptyFilter, 1],
    [quiet.treeId, quietPlace, nothing, 0],
  ] as const
  for (const [treeId, at, filter, total] of worlds)
    expect(await listSaidFacets(database, treeId, at, { filter, total })).toEqual(
      await listFacets(database, at, filter, saidFacets),
    )
})

test('what a comment in the code says is counted apart, but where a person decided otherwise', async () => {
  expect(await listJudgedStays(database, place)).toEqual([{ key: keyOf('d'), by: 'comment', subsystems: [] }])
  expect([...(await countJudgedStays(database, tree.treeId)).values()]).toEqual([{ byPerson: 0, byComment: 1 }])
})
