import { expect, test } from 'vitest'
import type { Database } from '#prisma/client.ts'
import { type ClaimedTree, claimTree, openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { keyOf, type SampleSite, samplePublication } from '#scanner/testing/sample-publication.ts'
import { publishRevision } from './publish-revision.ts'
import { removeRevision } from './remove-revision.ts'

interface World extends ClaimedTree {
  readonly db: Database
}

/** `a1`, `a2`, … with the sites of each. */
async function publishLine(...revisions: readonly (readonly SampleSite[])[]): Promise<World> {
  const { db } = await openTestDatabase()
  const world = { db, ...(await claimTree(db)) }
  for (const [at, sites] of revisions.entries())
    await publishRevision(db, samplePublication({ commit: `a${at + 1}`, sites }), world.options)
  return world
}

const remove = ({ db, treeId, scan }: World, commit: string) =>
  removeRevision(db, commit, { treeId, scan, keepDays: 30 })

const idOf = async ({ db, treeId }: World, name: string) =>
  (await db.site.findUniqueOrThrow({ where: { treeId_key: { treeId, key: keyOf(name) } } })).id

const listEvents = async ({ db }: World) =>
  (
    await db.event.findMany({
      orderBy: [{ revision: { ordinal: 'asc' } }, { site: { key: 'asc' } }],
      select: {
        kind: true,
        attribution: true,
        commit: true,
        revision: { select: { commit: true } },
        site: { select: { key: true } },
      },
    })
  ).map((event) => [
    event.revision.commit,
    Buffer.from(event.site.key, 'hex').toString().replaceAll('\0', ''),
    event.kind,
    event.attribution,
    event.commit,
  ])

async function setCommit({ db }: World, revision: string, name: string, commit: string): Promise<void> {
  await db.event.updateMany({
    where: { revision: { commit: revision }, site: { key: keyOf(name) } },
    data: { attribution: 'commit', commit },
  })
}

test('what happened in it happened in the one behind it, by the commits that were found', async () => {
  const world = await publishLine(
    [{ name: 'x' }, { name: 'y' }, { name: 'm' }],
    [{ name: 'x', status: 'converted' }, { name: 'y' }, { name: 'm', path: 'b.c' }, { name: 'z' }],
    [{ name: 'x', status: 'converted' }, { name: 'm', path: 'c.c' }, { name: 'z' }],
  )
  await setCommit(world, 'a2', 'x', 'pins')
  await setCommit(world, 'a2', 'z', 'adds')
  await setCommit(world, 'a2', 'm', 'moves')
  await setCommit(world, 'a3', 'm', 'moves on')
  await setCommit(world, 'a3', 'y', 'drops')
  expect(await remove(world, 'a2')).toBe('removed')
  expect(await listEvents(world)).toEqual([
    // two commits did it: it is looked for again
    ['a3', 'm', 'moved', 'open', null],
    ['a3', 'x', 'converted', 'commit', 'pins'],
    ['a3', 'y', 'gone', 'commit', 'drops'],
    ['a3', 'z', 'appeared', 'commit', 'adds'],
  ])
  expect(await remove(world, 'a2')).toBe('absent')
})

test('a site that it alone had goes with it; one that somebody spoke of holds it', async () => {
  const world = await publishLine(
    [{ name: 'x' }],
    [{ name: 'x' }, { name: 'y' }],
    [{ name: 'x' }],
    [{ name: 'x' }, { name: 'z' }],
    [],
  )
  const made = await world.db.participant.create({ data: { email: 'a@example.org', name: 'A' } })
  const note = await world.db.note.create({ data: { siteId: await idOf(world, 'z'), madeById: made.id, text: 'why?' } })
  expect(await remove(world, 'a2')).toBe('removed')
  expect(await remove(world, 'a4')).toBe('held')
  expect((await world.db.site.findMany({ select: { key: true } })).map(({ key }) => key)).toEqual([
    keyOf('x'),
    keyOf('z'),
  ])
  await world.db.note.delete({ where: { id: note.id } })
  expect(await remove(world, 'a4')).toBe('removed')
})

test('claims that it ended, addresses with it and the audit lead to the one behind it', async () => {
  const world = await publishLine(
    [{ name: 'x' }],
    [{ name: 'x', status: 'converted' }],
    [{ name: 'x', status: 'converted' }],
    [],
  )
  const { db, treeId } = world
  const siteId = await idOf(world, 'x')
  const { id: personId } = await db.participant.create({ data: { email: 'a@example.org', name: 'A' } })
  const ended = await db.revision.findFirstOrThrow({ where: { commit: 'a2' } })
  await db.claim.create({
    data: {
      treeId,
      siteId,
      personId,
      madeById: personId,
      state: 'done',
      statusWas: 'unconverted',
      expiresAt: new Date(),
      endedAt: new Date(),
      revisionId: ended.id,
      commit: 'pins',
    },
  })
  expect(await remove(world, 'a2')).toBe('removed')
  expect(await db.claim.findFirst({ select: { commit: true, revision: { select: { commit: true } } } })).toEqual({
    commit: 'pins',
    revision: { commit: 'a3' },
  })
  expect(await remove(world, 'a3')).toBe('removed')
  expect(
    await db.thinnedRevision.findMany({ orderBy: { commit: 'asc' }, select: { commit: true, keptCommit: true } }),
  ).toEqual([
    { commit: 'a2', keptCommit: 'a4' },
    { commit: 'a3', keptCommit: 'a4' },
  ])
  expect(
    await db.auditEntry.findMany({ select: { action: true, subject: true, before: true, after: true, via: true } }),
  ).toEqual([
    {
      action: 'tree.thinned',
      subject: 'revision a2',
      before: { commit: 'a2' },
      after: { keepDays: 30, kept: 'a3' },
      via: 'scanner',
    },
    {
      action: 'tree.thinned',
      subject: 'revision a3',
      before: { commit: 'a3' },
      after: { keepDays: 30, kept: 'a4' },
      via: 'scanner',
    },
  ])
})

test('the ends of a line, where another one forks, and up to where somebody was told hold a revision', async () => {
  const world = await publishLine([], [], [], [], [])
  const { db, treeId } = world
  const fork = await db.revision.findFirstOrThrow({ where: { commit: 'a2' } })
  await publishRevision(db, samplePublication({ commit: 'b1', sites: [] }), world.options)
  await db.line.updateMany({ where: { revisions: { some: { commit: 'b1' } } }, data: { forkedFromId: fork.id } })
  await db.user.create({ data: { id: 'u', name: 'A', email: 'a@example.org' } })
  await db.subscription.create({ data: { userId: 'u', treeId, section: 'MM', frequency: 'daily', toldCommit: 'a3' } })
  for (const commit of ['a1', 'a2', 'a3', 'a5', 'b1']) expect(await remove(world, commit), commit).toBe('held')
  expect(await remove(world, 'a4')).toBe('removed')
})

test('who has lost the scan removes nothing', async () => {
  const world = await publishLine([], [], [])
  await world.db.scan.update({ where: { id: world.scan.id }, data: { claim: { increment: 1 } } })
  await expect(remove(world, 'a2')).rejects.toMatchObject({ code: 'claim-lost' })
  expect(await world.db.revision.count()).toBe(3)
})
