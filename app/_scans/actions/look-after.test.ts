import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { Origin } from '#app/_people/actor.ts'
import { makeAccount, originOf } from '#app/_people/testing/people-world.ts'
import type { Database, Transaction } from '#prisma/client.ts'
import { publishRevision } from '#scanner/store/publish-revision.ts'
import { claimTree, openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { samplePublication } from '#scanner/testing/sample-publication.ts'
import { cancelScanAs, retryScanAs } from './manage-scans.ts'
import { addTreeAs, followTreeAs, removeTreeAs, renameTreeAs, setSourceUrlAs } from './manage-trees.ts'

let database: Database
let admin: Origin
let others: readonly Origin[]

beforeAll(async () => {
  database = (await openTestDatabase()).db
  admin = await originOf(database, await makeAccount(database, 'admin'))
  others = [
    await originOf(database, await makeAccount(database, 'reader')),
    await originOf(database, await makeAccount(database, 'contributor')),
  ]
})

const act = <T>(doIt: (tx: Transaction) => Promise<T>): Promise<T> => database.$transaction(doIt)
const told = async (action: string) =>
  (
    await database.auditEntry.findMany({
      where: { action },
      orderBy: { id: 'desc' },
      select: { actorId: true, subject: true, before: true, after: true, address: true },
    })
  )[0]

test('a tree is added, renamed, followed and removed, and each is told', async () => {
  const { slug, treeId, scanId } = await act((tx) =>
    addTreeAs(tx, admin, { source: '/srv/vendor', name: 'Vendor', tags: ['v6.*'], minutes: 30 }),
  )
  expect(await database.tree.findUnique({ where: { id: treeId } })).toMatchObject({
    ...{ name: 'Vendor', followMinutes: 30, followTags: ['v6.*'] },
  })
  expect(await told('scan.asked-for')).toMatchObject({
    ...{ actorId: admin.actor.participantId, subject: `scan ${scanId}`, address: '192.0.2.1' },
    after: { source: '/srv/vendor', tags: ['v6.*'], minutes: 30 },
  })

  await act((tx) => renameTreeAs(tx, admin, slug, { name: 'Vendor 6', slug: 'vendor-6' }))
  expect(await database.formerSlug.findUnique({ where: { slug } })).toMatchObject({ treeId })
  expect(await told('tree.renamed')).toMatchObject({ before: { slug }, after: { slug: 'vendor-6', name: 'Vendor 6' } })
  for (const taken of ['admin', 'Vendor', 'a--b', slug])
    await expect(act((tx) => renameTreeAs(tx, admin, 'vendor-6', { name: 'x', slug: taken }))).rejects.toThrow('taken')

  await act((tx) => followTreeAs(tx, admin, 'vendor-6', { revisions: ['master'] }))
  expect(await database.tree.findUnique({ where: { id: treeId } })).toMatchObject({
    ...{ followMinutes: null, followRevisions: ['master'], followTags: [] },
  })
  expect(await told('tree.follow-changed')).toMatchObject({ before: { minutes: 30 }, after: { minutes: null } })

  await act((tx) => setSourceUrlAs(tx, admin, 'vendor-6', 'cgit:https://git.example.org/vendor.git'))
  expect(await told('tree.source-url-changed')).toMatchObject({
    ...{ before: { sourceUrl: null }, after: { sourceUrl: 'cgit:https://git.example.org/vendor.git' } },
  })

  await expect(act((tx) => removeTreeAs(tx, admin, 'vendor-6', 'vendor'))).rejects.toThrow('Type vendor-6')
  expect(await database.tree.count()).toBe(1)
  expect(await act((tx) => removeTreeAs(tx, admin, 'vendor-6', 'vendor-6'))).toEqual({
    ...{ slug: 'vendor-6', source: '/srv/vendor' },
  })
  expect([await database.tree.count(), await database.scan.count()]).toEqual([0, 0])
  expect(await told('tree.removed')).toMatchObject({ before: { slug: 'vendor-6', source: '/srv/vendor' } })
})

test('with a tree go its sites and what people said of them, and the audit of it stays', async () => {
  const { treeId, options } = await claimTree(database, '/srv/gone')
  await publishRevision(database, samplePublication({ commit: 'v1', sites: [{ name: 'a' }] }), options)
  const site = await database.site.findFirstOrThrow({ where: { treeId }, select: { id: true } })
  const { participantId } = admin.actor
  await database.note.create({ data: { siteId: site.id, madeById: participantId, text: 'n' } })
  await database.auditEntry.create({ data: { action: 'note.written', treeId, siteId: site.id, via: 'page' } })
  await act((tx) => removeTreeAs(tx, admin, 'gone', 'gone'))
  expect([await database.site.count(), await database.note.count()]).toEqual([0, 0])
  expect(await database.auditEntry.count({ where: { treeId } })).toBe(2)
})

test('a scan is called off once, asked for again, and each is told', async () => {
  const { scanId } = await act((tx) => addTreeAs(tx, admin, { source: '/srv/scans', tags: ['v1'] }))
  await act((tx) => cancelScanAs(tx, admin, scanId))
  expect(await told('scan.cancelled')).toMatchObject({ subject: `scan ${scanId}`, before: { state: 'queued' } })
  await expect(act((tx) => cancelScanAs(tx, admin, scanId))).rejects.toThrow('cancelled already')
  const again = await act((tx) => retryScanAs(tx, admin, scanId))
  expect(await database.scan.findUnique({ where: { id: again } })).toMatchObject({ state: 'queued', tags: ['v1'] })
  expect(await told('scan.asked-for')).toMatchObject({ subject: `scan ${again}`, after: { again: scanId } })
  await expect(act((tx) => retryScanAs(tx, admin, 999_999))).rejects.toThrow('no such scan')
})

test('where people sign in, a URL that leads into our own network is refused, and the owner of a machine clones it', async () => {
  const source = 'https://gitlab.internal/linux.git'
  vi.stubGlobal('pinwatchServerActs', {
    whyPrivate: async (asked: string) => (asked === source ? 'It is ours.' : null),
  })
  const add = (wanted: string) => act((tx) => addTreeAs(tx, admin, { source: wanted }))
  for (const [name, value] of [
    ['AUTH_SECRET', 'x'],
    ['GITHUB_CLIENT_ID', 'x'],
    ['GITHUB_CLIENT_SECRET', 'x'],
  ] as const)
    vi.stubEnv(name, value)
  await expect(add(source)).rejects.toThrow('It is ours.')
  const { scanId } = await add('https://example.org/linux.git')
  // a name may mean another machine by the time that the scan has failed
  vi.stubGlobal('pinwatchServerActs', { whyPrivate: async () => 'It is ours now.' })
  await expect(act((tx) => retryScanAs(tx, admin, scanId))).rejects.toThrow('It is ours now.')
  vi.unstubAllEnvs()
  await add(source)
  vi.unstubAllGlobals()
  expect(
    (await database.tree.findMany({ where: { source: { startsWith: 'https:' } } })).map((tree) => tree.source),
  ).toEqual([...['https://example.org/linux.git', source]])
})

describe('nobody but an admin', () => {
  test.each<[string, (tx: Transaction, origin: Origin) => Promise<unknown>]>([
    ['adds a tree', (tx, origin) => addTreeAs(tx, origin, { source: '/srv/x' })],
    ['renames one', (tx, origin) => renameTreeAs(tx, origin, 'scans', { name: 'x', slug: 'x' })],
    ['changes what is scanned', (tx, origin) => followTreeAs(tx, origin, 'scans', {})],
    ['removes one', (tx, origin) => removeTreeAs(tx, origin, 'scans', 'scans')],
    ['calls a scan off', (tx, origin) => cancelScanAs(tx, origin, 1)],
    ['asks for one again', (tx, origin) => retryScanAs(tx, origin, 1)],
  ])('%s', async (_name, doIt) => {
    const before = await database.auditEntry.count()
    for (const origin of others) await expect(act((tx) => doIt(tx, origin))).rejects.toThrow('Only an admin may')
    expect(await database.auditEntry.count()).toBe(before)
  })
})
