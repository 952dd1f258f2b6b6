import { beforeEach, expect, test } from 'vitest'
import type { Origin } from '#app/_people/actor.ts'
import { listDeliveries } from '#app/_people/queries/list-deliveries.ts'
import { newWebhookSchema } from '#app/_people/webhook.ts'
import { addClaims, addPerson, makeTellingWorld, type TellingWorld } from '#scanner/testing/telling-world.ts'
import { addWebhook, removeWebhook, switchWebhook } from './manage-webhooks.ts'
import { sendAgain } from './send-again.ts'

let world: TellingWorld
let admin: Origin
let contributor: Origin
beforeEach(async () => {
  world = await makeTellingWorld([{ name: 'x' }])
  const originOf = async (name: string, role: 'admin' | 'contributor'): Promise<Origin> => {
    const person = await addPerson(world.db, name)
    return { actor: { ...person, name, email: `${name}@example.org`, role }, via: 'page', address: null }
  }
  admin = await originOf('Admin', 'admin')
  contributor = await originOf('Other', 'contributor')
})

const wanted = { tree: 'linux', url: 'https://hooks.example.org/in', events: ['claim'] } as const
const add = (origin: Origin) => addWebhook(world.db, origin, { ...wanted, events: [...wanted.events] })

test('an admin adds a webhook, and is shown its secret once', async () => {
  const secret = await add(admin)
  expect(secret).toMatch(/^whsec_[A-Za-z\d+/]{43}=$/)
  const [entry] = await world.db.auditEntry.findMany({ where: { action: 'webhook.added' } })
  expect(entry?.after).toEqual({ url: wanted.url, events: wanted.events })
  expect(JSON.stringify(entry)).not.toContain(secret)
})

test('nobody else may do anything with webhooks', async () => {
  await add(admin)
  const { id } = await world.db.webhook.findFirstOrThrow()
  await expect(add(contributor)).rejects.toMatchObject({ status: 403 })
  await expect(removeWebhook(world.db, contributor, id)).rejects.toMatchObject({ status: 403 })
  await expect(switchWebhook(world.db, contributor, id, false)).rejects.toMatchObject({ status: 403 })
  await expect(sendAgain(world.db, contributor, 1)).rejects.toMatchObject({ status: 403 })
})

test.each([
  'file:///etc/passwd',
  'gopher://example.org',
  'https://user:word@example.org/',
  'nonsense',
  'https://x.org/#a',
])('%s is no address to post to', (url) => {
  expect(newWebhookSchema.safeParse({ ...wanted, url }).success).toBe(false)
})

test('what was posted is posted again with the same id, a mail that was sent is not', async () => {
  await add(admin)
  await addClaims(world, [{ site: 'x', person: contributor.actor.participantId, by: admin.actor.participantId }])
  const [hook] = await world.db.webhook.findMany()
  await world.db.outbox.updateMany({
    data: { state: 'sent', endedAt: new Date(), message: { id: 'msg_1', url: '', body: '', to: 'other@example.org' } },
  })
  const [posted] = await listDeliveries(world.db, hook?.id ?? 0)
  const [mailed] = await listDeliveries(world.db, null)
  expect(mailed).toMatchObject({ kind: 'assigned', to: 'other@example.org', state: 'sent', tries: 0 })
  await sendAgain(world.db, admin, posted?.id ?? 0)
  const row = await world.db.outbox.findUniqueOrThrow({ where: { id: posted?.id ?? 0 } })
  expect(row).toMatchObject({ state: 'waiting', endedAt: null, message: { id: 'msg_1' } })
  await expect(sendAgain(world.db, admin, mailed?.id ?? 0)).rejects.toMatchObject({ status: 409 })
})

test('a webhook goes with its log, and one that is off is told nothing', async () => {
  await add(admin)
  const { id } = await world.db.webhook.findFirstOrThrow()
  await switchWebhook(world.db, admin, id, false)
  await addClaims(world, [{ site: 'x', person: contributor.actor.participantId }])
  expect(await listDeliveries(world.db, id)).toEqual([])
  await removeWebhook(world.db, admin, id)
  await expect(removeWebhook(world.db, admin, id)).rejects.toMatchObject({ status: 404 })
})
