import { afterAll, beforeAll, expect, test } from 'vitest'
import { getRevision } from '#app/_data/get-revision.ts'
import { filterOf } from '#app/_data/site-filter.ts'
import { listSites } from '#app/_sites/queries/list-sites.ts'
import { connectDatabase, type Database } from '#prisma/client.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { makeRepository } from '#scanner/testing/make-repository.ts'
import { publishRepository } from '#scanner/testing/publish-repository.ts'
import { legacyDriver, pinnedDriver, smallKernel } from '#scanner/testing/small-kernel.ts'
import { getFileText } from './get-file-text.ts'
import { getSite } from './get-site.ts'
import { getSiteElsewhere } from './get-site-elsewhere.ts'
import { listSiteOwners } from './list-site-owners.ts'
import { listSitePairs } from './list-site-pairs.ts'

const latin1 = Buffer.concat([Buffer.from('/* J\xf6rn */\n', 'latin1'), Buffer.from(legacyDriver('late'))])

let database: Database
let treeId: number

beforeAll(async () => {
  database = connectDatabase((await createTestDatabase()).url)
  const repository = makeRepository([
    { files: smallKernel, tag: 'v1' },
    {
      files: { 'drivers/legacy/legacy.c': pinnedDriver('legacy'), 'drivers/legacy/late.c': latin1 },
      tag: 'v2',
    },
  ])
  treeId = (await publishRepository(database, repository.directory, { revisions: ['v1', 'v2'] })).id
})
afterAll(() => database?.$disconnect())

async function placeOf(rev: string) {
  const revision = await getRevision(database, treeId, rev)
  if (revision === null) throw new Error(`${rev} is not published`)
  return revision
}

async function findKey(rev: string, path: string, api: string): Promise<string> {
  const options = { order: { sort: 'path', descending: false }, cursor: null, limit: 100 } as const
  const { sites } = await listSites(database, await placeOf(rev), filterOf({ path }), options)
  const site = sites.find((candidate) => candidate.api === api)
  if (site === undefined) throw new Error(`${api} is not in ${path}`)
  return site.key
}

test('a site is what it was at the revision', async () => {
  const key = await findKey('v1', 'drivers/legacy/legacy.c', 'get_user_pages_fast')
  expect(await getSite(database, treeId, await placeOf('v1'), key)).toMatchObject({
    key,
    path: 'drivers/legacy/legacy.c',
    function: 'legacy_map',
    ordinal: 1,
    api: 'get_user_pages_fast',
    status: 'unconverted',
    reason: 'legacy-acquire',
    target: 'pin_user_pages_fast',
    evidence: [],
    via: [],
  })
})

test('a site that the revision does not have is elsewhere, and one that none has is nowhere', async () => {
  const key = await findKey('v1', 'drivers/legacy/legacy.c', 'get_user_pages_fast')
  expect(await getSite(database, treeId, await placeOf('v2'), key)).toBeNull()
  expect(await getSiteElsewhere(database, treeId, key)).toMatchObject({
    path: 'drivers/legacy/legacy.c',
    api: 'get_user_pages_fast',
    revision: { label: 'v1' },
  })
  expect(await getSiteElsewhere(database, treeId, '0000000000000000')).toBeNull()
  expect(await getSiteElsewhere(database, treeId + 1, key)).toBeNull()
})

test('pairs are seen from both ends, with what was seen', async () => {
  const place = await placeOf('v1')
  const acquire = await getSite(
    database,
    treeId,
    place,
    await findKey('v1', 'drivers/legacy/legacy.c', 'get_user_pages_fast'),
  )
  const [pair, ...more] = await listSitePairs(database, place, acquire?.siteId ?? 0)
  expect(more).toEqual([])
  expect(pair).toMatchObject({ api: 'put_page', rule: 'same-function', grade: 'certain', status: 'unconverted' })
  expect(pair?.evidence.length).toBeGreaterThan(1)
  const release = await getSite(database, treeId, place, pair?.key ?? '')
  const [back] = await listSitePairs(database, place, release?.siteId ?? 0)
  expect(back).toMatchObject({ key: acquire?.key, evidence: pair?.evidence })
})

test('pairs of another revision are not shown', async () => {
  const site = await getSite(
    database,
    treeId,
    await placeOf('v2'),
    await findKey('v2', 'drivers/legacy', 'pin_user_pages_fast'),
  )
  const pairs = await listSitePairs(database, await placeOf('v2'), site?.siteId ?? 0)
  expect(pairs.map(({ api }) => api)).toEqual(['unpin_user_pages'])
  expect(await listSitePairs(database, await placeOf('v1'), site?.siteId ?? 0)).toEqual([])
})

test('the text is that of the revision, byte for byte', async () => {
  const text = async (rev: string, path: string) => getFileText(database, await placeOf(rev), path)
  expect((await text('v1', 'drivers/legacy/legacy.c'))?.toString()).toBe(legacyDriver('legacy'))
  expect((await text('v2', 'drivers/legacy/legacy.c'))?.toString()).toBe(pinnedDriver('legacy'))
  expect(await text('v2', 'drivers/legacy/late.c')).toEqual(latin1)
  expect(await text('v1', 'drivers/legacy/late.c')).toBeNull()
})

test('owners are the sections with what MAINTAINERS says of them, deepest first', async () => {
  const place = await placeOf('v1')
  const site = await getSite(database, treeId, place, await findKey('v1', 'drivers/legacy/legacy.c', 'put_page'))
  const owners = await listSiteOwners(database, place, site?.siteId ?? 0)
  expect(owners[0]).toEqual({
    title: 'LEGACY DRIVER',
    slug: 'legacy-driver',
    primary: true,
    support: 'Maintained',
    lists: ['legacy@example.org'],
    people: [{ name: 'Old Hand', email: 'old@example.org', role: 'maintainer' }],
  })
  expect(owners.map(({ title }) => title)).toEqual(['LEGACY DRIVER', 'THE REST'])
})
