import { expect, test } from 'vitest'
import type { Database } from '#prisma/client.ts'
import { type ClaimedTree, claimTree, openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { keyOf, type SampleSite, samplePublication } from '#scanner/testing/sample-publication.ts'
import { closeClaims } from './close-claims.ts'
import { expireClaims } from './expire-claims.ts'
import { publishRevision } from './publish-revision.ts'

interface World extends ClaimedTree {
  readonly db: Database
}

const publish = ({ db, options }: World, commit: string, sites: readonly SampleSite[]) =>
  publishRevision(db, samplePublication({ commit, sites }), options)

async function makeWorld(sites: readonly SampleSite[]): Promise<World> {
  const { db } = await openTestDatabase()
  const world = { db, ...(await claimTree(db)) }
  await publish(world, 'a1', sites)
  return world
}

async function claim({ db, treeId }: World, name: string, statusWas = 'unconverted', days = 60): Promise<number> {
  const site = await db.site.findUniqueOrThrow({ where: { treeId_key: { treeId, key: keyOf(name) } } })
  const person = await db.participant.upsert({
    where: { email: 'a@example.org' },
    create: { email: 'a@example.org', name: 'A' },
    update: {},
  })
  const expiresAt = new Date(Date.now() + days * 86_400_000)
  const data = { treeId, siteId: site.id, personId: person.id, madeById: person.id, statusWas, expiresAt }
  return (await db.claim.create({ data })).id
}

const stateOf = async ({ db }: World, id: number) =>
  await db.claim.findUniqueOrThrow({ where: { id }, select: { state: true, commit: true, subject: true } })

test('a claim is done when the newest revision has its site converted, by the commit that did it', async () => {
  const world = await makeWorld([{ name: 'x' }, { name: 'y' }])
  const [x, y] = [await claim(world, 'x'), await claim(world, 'y')]
  expect(await closeClaims(world.db, world.treeId, world.scan)).toEqual([])
  await publish(world, 'a2', [{ name: 'x', status: 'converted', path: 'moved.c' }, { name: 'y' }])
  await world.db.event.updateMany({
    where: { kind: 'converted' },
    data: { attribution: 'commit', commit: 'abc', subject: 'x: pin' },
  })
  expect(await closeClaims(world.db, world.treeId, world.scan)).toEqual([x])
  expect(await closeClaims(world.db, world.treeId, world.scan)).toEqual([])
  expect(await stateOf(world, x)).toEqual({ state: 'done', commit: 'abc', subject: 'x: pin' })
  expect(await stateOf(world, y)).toMatchObject({ state: 'claimed' })
  expect(await world.db.auditEntry.findMany({ select: { action: true, actorId: true, subject: true } })).toEqual([
    { action: 'claim.done', actorId: null, subject: `claim ${x}` },
  ])
})

test('what was converted when it was claimed cannot become so, and an older revision ends nothing', async () => {
  const world = await makeWorld([{ name: 'x', status: 'converted' }, { name: 'y' }])
  await claim(world, 'x', 'converted')
  await claim(world, 'y')
  await publish(world, 'a0', [{ name: 'x' }, { name: 'y', status: 'converted' }])
  expect(await closeClaims(world.db, world.treeId, world.scan)).toEqual([])
})

test('a site that is gone and comes back keeps its claim, once', async () => {
  const world = await makeWorld([{ name: 'x' }])
  const id = await claim(world, 'x')
  await publish(world, 'a2', [{ name: 'z' }])
  expect(await closeClaims(world.db, world.treeId, world.scan)).toEqual([])
  expect(await stateOf(world, id)).toMatchObject({ state: 'claimed' })
  await publish(world, 'a3', [{ name: 'x' }])
  expect(await world.db.claim.count()).toBe(1)
  await publish(world, 'a4', [{ name: 'x', status: 'converted' }])
  expect(await closeClaims(world.db, world.treeId, world.scan)).toEqual([id])
})

test('a worker that has lost its scan ends no claim', async () => {
  const world = await makeWorld([{ name: 'x' }])
  await claim(world, 'x')
  await publish(world, 'a2', [{ name: 'x', status: 'converted' }])
  await world.db.scan.update({ where: { id: world.scan.id }, data: { claim: { increment: 1 } } })
  await expect(closeClaims(world.db, world.treeId, world.scan)).rejects.toMatchObject({ code: 'claim-lost' })
  expect(await world.db.claim.count({ where: { state: 'claimed' } })).toBe(1)
})

test('a claim without news expires once, however many workers look', async () => {
  const world = await makeWorld([{ name: 'x' }, { name: 'y' }])
  const over = await claim(world, 'x', 'unconverted', -1)
  await claim(world, 'y', 'unconverted', 1)
  const expired = await Promise.all([expireClaims(world.db), expireClaims(world.db), expireClaims(world.db)])
  expect(expired.flat()).toEqual([over])
  expect(await world.db.auditEntry.count({ where: { action: 'claim.expired' } })).toBe(1)
})
