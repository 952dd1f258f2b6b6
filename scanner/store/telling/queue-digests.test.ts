import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Frequency } from '#scanner/model/telling/mail.ts'
import { addPerson, makeTellingWorld, publish, type TellingWorld } from '#scanner/testing/telling-world.ts'
import { queueDigests } from './queue-digests.ts'

const teller = { url: 'https://gup.example.org', from: 'pinwatch@example.org' }
const section = ['VIDEO BUFFERS']

async function subscribe(world: TellingWorld, frequency: Frequency, toldCommit: string | null = 'a1') {
  const { userId } = await addPerson(world.db, `Reader${frequency}`)
  const data = { userId, treeId: world.treeId, section: 'VIDEO BUFFERS', frequency, toldCommit, dueAt: new Date(0) }
  return (await world.db.subscription.create({ data })).id
}

const textOf = (message: unknown): string => z.object({ text: z.string() }).parse(message).text

/** Subjects of what is written at that time. */
async function digestsAt(world: TellingWorld, time: string): Promise<readonly string[]> {
  const before = await world.db.outbox.count()
  await queueDigests(world.db, teller, new Date(time))
  const rows = await world.db.outbox.findMany({ orderBy: { id: 'asc' }, skip: before })
  return rows.map(({ message }) => /^Subject: (.*)$/m.exec(textOf(message))?.[1] ?? '')
}

test('a weekly digest comes when the week is over and something happened, once', async () => {
  const world = await makeTellingWorld([{ name: 'x', subsystems: section }])
  await subscribe(world, 'weekly', null)
  // the first says where things are
  expect(await digestsAt(world, '2026-11-30T07:00:00Z')).toEqual(['[pinwatch] linux a1: 1 to convert in VIDEO BUFFERS'])
  await publish(world, 'a2', [{ name: 'x', status: 'converted', subsystems: section }])
  expect(await digestsAt(world, '2026-12-03T07:00:00Z')).toEqual([])
  expect(await digestsAt(world, '2026-12-07T06:00:00Z')).toEqual(['[pinwatch] linux a2: 0 to convert in VIDEO BUFFERS'])
  expect(await digestsAt(world, '2026-12-07T06:00:01Z')).toEqual([])
  // nothing happened: no mail
  expect(await digestsAt(world, '2026-12-14T06:00:00Z')).toEqual([])
})

test('a digest tells what happened since the last one, over all revisions in between', async () => {
  const sites = ['x', 'y'].map((name) => ({ name, subsystems: section }))
  const world = await makeTellingWorld(sites)
  await subscribe(world, 'daily')
  await publish(world, 'a2', [{ name: 'x', status: 'converted', subsystems: section }, ...sites.slice(1)])
  await publish(world, 'a3', [{ name: 'x', status: 'converted', subsystems: section }])
  await queueDigests(world.db, teller, new Date())
  const [row] = await world.db.outbox.findMany()
  expect(textOf(row?.message)).toMatch(/Since a1:\n\n {2}converted: x\.c x\(\)\n {2}gone: y\.c y\(\)\n/)
})

test('who wants to know at once is told of new sites that are to be converted, and of nothing else', async () => {
  const old = { name: 'x', subsystems: section }
  const world = await makeTellingWorld([old])
  await subscribe(world, 'immediate')
  await publish(world, 'a2', [
    old,
    { name: 'y', status: 'converted', subsystems: section },
    { name: 'z', subsystems: ['OTHER'] },
  ])
  expect(await digestsAt(world, '2026-12-01T00:00:00Z')).toEqual([])
  await publish(world, 'a3', [
    old,
    { name: 'n', subsystems: section },
    { name: 'm', status: 'mismatched', subsystems: section },
  ])
  expect(await digestsAt(world, '2026-12-01T00:02:00Z')).toEqual([
    '[pinwatch] linux a3: 2 new to convert in VIDEO BUFFERS',
  ])
  expect(await digestsAt(world, '2026-12-01T00:04:00Z')).toEqual([])
})

test('nobody is told while the tree is scanned, nor of an older revision', async () => {
  const world = await makeTellingWorld([{ name: 'x', subsystems: section }])
  await subscribe(world, 'immediate')
  await publish(world, 'a0', [{ name: 'w', subsystems: section }])
  expect(await digestsAt(world, '2026-12-01T00:00:00Z')).toEqual([])
  await publish(world, 'a2', [{ name: 'n', subsystems: section }])
  await world.db.scan.updateMany({ data: { state: 'running' } })
  expect(await digestsAt(world, '2026-12-01T00:02:00Z')).toEqual([])
  await world.db.scan.updateMany({ data: { state: 'done' } })
  expect(await digestsAt(world, '2026-12-01T00:04:00Z')).toHaveLength(1)
})

test('two workers write one digest', async () => {
  const world = await makeTellingWorld([{ name: 'x', subsystems: section }])
  await subscribe(world, 'daily', null)
  await Promise.all([queueDigests(world.db, teller), queueDigests(world.db, teller), queueDigests(world.db, teller)])
  expect(await world.db.outbox.count()).toBe(1)
})

test('a local owner who has named no address is told nothing', async () => {
  const world = await makeTellingWorld([{ name: 'x', subsystems: section }])
  const id = await subscribe(world, 'daily', null)
  await world.db.user.updateMany({ data: { email: 'owner@localhost' } })
  await world.db.participant.updateMany({ data: { email: 'owner@localhost' } })
  await queueDigests(world.db, teller)
  expect(await world.db.outbox.count()).toBe(0)
  expect((await world.db.subscription.findUniqueOrThrow({ where: { id } })).toldCommit).toBe('a1')
})
