import { beforeEach, expect, test } from 'vitest'
import type { Origin } from '#app/_people/actor.ts'
import { getMailRecipient } from '#app/_people/queries/get-mail-recipient.ts'
import { listMailSections } from '#app/_people/queries/list-mail-sections.ts'
import { addClaims, addPerson, makeTellingWorld, type TellingWorld } from '#scanner/testing/telling-world.ts'
import { ensureOwner } from './ensure-owner.ts'
import { forgetPerson } from './manage-people.ts'
import { saveMailSettings } from './save-mail-settings.ts'

let world: TellingWorld
let origin: Origin
beforeEach(async () => {
  world = await makeTellingWorld([{ name: 'x', subsystems: ['VIDEO', 'OTHER'] }])
  const { userId, participantId } = await addPerson(world.db, 'Video')
  const actor = { userId, participantId, name: 'Video', email: 'video@example.org', role: 'contributor' } as const
  origin = { actor, via: 'page', address: null }
})

const sections = async () =>
  (await listMailSections(world.db, origin.actor.userId)).map(({ section, frequency, isOwn }) => [
    section,
    frequency,
    isOwn,
  ])
const all = ['assigned', 'reminder', 'landed'] as const

test('sections that name somebody are offered, and off until they are chosen', async () => {
  // MAINTAINERS and people write addresses as they like
  await world.db.$executeRaw`update person set email = 'video@example.org' where lower(email) = 'video@example.org'`
  expect(await sections()).toEqual([['VIDEO', 'off', true]])
  const { treeId } = world
  const wanted = [
    { treeId, section: 'VIDEO', frequency: 'daily' },
    { treeId, section: 'OTHER', frequency: 'immediate' },
  ] as const
  await saveMailSettings(world.db, origin, { kinds: all, sections: wanted })
  expect(await sections()).toEqual([
    ['OTHER', 'immediate', false],
    ['VIDEO', 'daily', true],
  ])
  const rows = await world.db.subscription.findMany({ orderBy: { section: 'asc' }, select: { toldCommit: true } })
  expect(rows).toEqual([{ toldCommit: 'a1' }, { toldCommit: null }])
  await saveMailSettings(world.db, origin, { kinds: all, sections: [{ treeId, section: 'VIDEO', frequency: 'off' }] })
  expect(await sections()).toEqual([
    ['OTHER', 'immediate', false],
    ['VIDEO', 'off', true],
  ])
})

test('kinds that are not wanted are stopped', async () => {
  await saveMailSettings(world.db, origin, { kinds: ['assigned'], sections: [] })
  const recipient = await getMailRecipient(world.db, origin.actor.participantId)
  expect(recipient?.stopped.toSorted()).toEqual(['landed', 'reminder'])
})

test('a section that no tree has is refused', async () => {
  const wanted = [{ treeId: world.treeId, section: 'NONE', frequency: 'daily' }] as const
  await expect(saveMailSettings(world.db, origin, { kinds: all, sections: wanted })).rejects.toMatchObject({
    status: 404,
  })
})

test('only the local owner chooses an address: others have proven theirs', async () => {
  const change = { kinds: all, sections: [], address: 'elsewhere@example.org' }
  await expect(saveMailSettings(world.db, origin, change)).rejects.toMatchObject({ status: 403 })
  const owner = await ensureOwner(world.db)
  const local: Origin = { actor: owner, via: 'page', address: null }
  expect((await getMailRecipient(world.db, owner.participantId))?.address).toBeNull()
  await saveMailSettings(world.db, local, change)
  expect((await getMailRecipient(world.db, owner.participantId))?.address).toBe('elsewhere@example.org')
  const evil = { ...change, address: 'a@example.org\r\nBcc: b@example.org' }
  await expect(saveMailSettings(world.db, local, evil)).rejects.toMatchObject({ status: 400 })
})

test('whoever is forgotten leaves no mail and no wish behind', async () => {
  const { treeId } = world
  const other = await addPerson(world.db, 'Other')
  await saveMailSettings(world.db, origin, { kinds: [], sections: [{ treeId, section: 'VIDEO', frequency: 'daily' }] })
  await addClaims(world, [{ site: 'x', person: origin.actor.participantId, by: other.participantId }])
  expect(await world.db.outbox.count()).toBe(1)
  await forgetPerson(world.db, origin, origin.actor.userId)
  expect(await world.db.outbox.count()).toBe(0)
  expect(await world.db.subscription.count()).toBe(0)
  expect(await world.db.mailStop.count()).toBe(0)
  expect(await world.db.claim.count()).toBe(1)
})
