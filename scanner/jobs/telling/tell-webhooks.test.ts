import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type HookServer, startHookServer } from '#scanner/testing/hook-server.ts'
import { addClaims, addPerson, makeTellingWorld, publish, type TellingWorld } from '#scanner/testing/telling-world.ts'
import { tellWebhooks } from './tell-webhooks.ts'

const secret = Buffer.from('a secret of some length')
let server: HookServer
beforeEach(async () => {
  server = await startHookServer()
})
afterEach(() => server.close())

async function addHook({ db, treeId }: TellingWorld, events: readonly string[]): Promise<number> {
  const url = `http://127.0.0.1:${server.port}/in?a=b`
  return (await db.webhook.create({ data: { treeId, url, secret, events: [...events] } })).id
}

const tell = ({ db }: TellingWorld, privateHosts = ['127.0.0.1']) =>
  tellWebhooks(db, { publicUrl: 'https://gup.example.org', privateHosts })
const later = ({ db }: TellingWorld) => db.$executeRaw`update outbox set due_at = now() where state = 'waiting'`
const statesOf = async ({ db }: TellingWorld) =>
  (await db.outbox.findMany({ where: { channel: 'webhook' }, orderBy: { id: 'asc' } })).map(({ state }) => state)

/** A world in which two claims were made at once, with a hook that is told of claims. */
async function claimedWorld(): Promise<TellingWorld> {
  const world = await makeTellingWorld([{ name: 'x' }, { name: 'y' }])
  await addHook(world, ['claim', 'revision'])
  const jane = await addPerson(world.db, 'Jane')
  await addClaims(world, [
    { site: 'x', person: jane.participantId },
    { site: 'y', person: jane.participantId },
  ])
  return world
}

test('what is done at once is one post, which says by its signature who sends it', async () => {
  const world = await claimedWorld()
  expect(await tell(world)).toBe(1)
  expect(await tell(world)).toBe(0)
  const [post] = server.posts
  expect(server.posts).toHaveLength(1)
  expect(post?.path).toBe('/in?a=b')
  const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signature } = post?.headers ?? {}
  const expected = createHmac('sha256', secret).update(`${id}.${time}.${post?.body}`).digest('base64')
  expect(signature).toBe(`v1,${expected}`)
  expect(Math.abs(Number(time) - Date.now() / 1000)).toBeLessThan(300)
  expect(JSON.parse(post?.body ?? '')).toMatchObject({
    type: 'claim.made',
    data: {
      tree: { slug: 'linux', url: 'https://gup.example.org/linux' },
      total: 2,
      entries: [
        { action: 'claim.made', actor: 'Jane', after: { person: 'jane@example.org' }, via: 'api' },
        { action: 'claim.made' },
      ],
    },
  })
})

test('only what was asked for is posted, and only of that tree', async () => {
  const world = await makeTellingWorld([{ name: 'x' }])
  await addHook(world, ['note'])
  const jane = await addPerson(world.db, 'Jane')
  await addClaims(world, [{ site: 'x', person: jane.participantId }])
  await world.db.auditEntry.create({ data: { action: 'note.written', treeId: world.treeId + 1, via: 'page' } })
  expect(await tell(world)).toBe(0)
})

test('what a server could not take comes again later, the same', async () => {
  const world = await claimedWorld()
  server.status = 503
  await tell(world)
  expect(await tell(world)).toBe(0)
  await later(world)
  server.status = 204
  await tell(world)
  expect(await statesOf(world)).toEqual(['sent'])
  const [first, second] = server.posts
  expect(second?.body).toBe(first?.body)
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
  const tries = await world.db.deliveryAttempt.findMany({
    orderBy: { id: 'asc' },
    select: { outcome: true, status: true },
  })
  expect(tries).toEqual([
    { outcome: 'refused', status: 503 },
    { outcome: 'taken', status: 204 },
  ])
})

test('a host of our own network gets nothing, unless it is allowed', async () => {
  const world = await claimedWorld()
  await tell(world, [])
  expect(server.posts).toEqual([])
  expect(await statesOf(world)).toEqual(['failed'])
  const [attempt] = await world.db.deliveryAttempt.findMany()
  expect(attempt?.answer).toContain('127.0.0.1, which is not for all to reach')
})

test('a redirect leads nowhere', async () => {
  const world = await claimedWorld()
  server.status = 302
  server.headers = { location: `http://127.0.0.1:${server.port}/secret` }
  await tell(world)
  expect(server.posts.map(({ path }) => path)).toEqual(['/in?a=b'])
  expect(await statesOf(world)).toEqual(['waiting'])
})

test('a hook that is gone is posted to no more, and one that is switched off is not', async () => {
  const world = await claimedWorld()
  server.status = 410
  await tell(world)
  expect(await statesOf(world)).toEqual(['failed'])
  await world.db.outbox.updateMany({ data: { state: 'waiting', endedAt: null, dueAt: new Date(0) } })
  await world.db.webhook.updateMany({ data: { isActive: false } })
  await tell(world)
  expect(await statesOf(world)).toEqual(['dropped'])
  expect(server.posts).toHaveLength(1)
})

test('a revision is told with what happened to sites, when its scan has ended', async () => {
  const world = await makeTellingWorld([{ name: 'x' }])
  await addHook(world, ['revision'])
  await publish(world, 'a2', [{ name: 'x', status: 'converted' }])
  await world.db.scan.updateMany({ data: { state: 'running' } })
  expect(await tell(world)).toBe(0)
  await world.db.scan.updateMany({ data: { state: 'done' } })
  expect(await tell(world)).toBe(1)
  expect(JSON.parse(server.posts[0]?.body ?? '')).toMatchObject({
    type: 'revision.published',
    data: { revision: { commit: 'a2', isNewest: true }, total: 1, events: [{ kind: 'converted', path: 'x.c' }] },
  })
  // published anew, it is no news
  await publish(world, 'a2', [{ name: 'x', status: 'converted' }])
  expect(await tell(world)).toBe(0)
})
