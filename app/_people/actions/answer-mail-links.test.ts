import { beforeEach, expect, test, vi } from 'vitest'
import type { Database } from '#prisma/client.ts'
import { getMailSecret } from '#prisma/telling/mail-secret.ts'
import { type MailGrant, signGrant } from '#prisma/telling/mail-token.ts'
import { addClaims, addPerson, makeTellingWorld, type TellingWorld } from '#scanner/testing/telling-world.ts'

let world: TellingWorld
vi.mock('#app/_data/database.ts', () => ({ getDatabase: (): Database => world.db }))
const { answerMailClaims, answerStop } = await import('./answer-mail-links.ts')

let jane: { userId: string; participantId: number }
let joe: { userId: string; participantId: number }
beforeEach(async () => {
  world = await makeTellingWorld([{ name: 'x' }, { name: 'y' }])
  jane = await addPerson(world.db, 'Jane')
  joe = await addPerson(world.db, 'Joe')
})

const base = 'https://gup.example.org'
const tokenOf = async (grant: MailGrant) => signGrant(grant, await getMailSecret(world.db))

/** What a form of ours sends; `headers` of another sender. */
function post(path: string, token: string, fields: readonly (readonly [string, string])[], headers = {}): Request {
  return new Request(`${base}/people/mail/${path}?token=${encodeURIComponent(token)}`, {
    method: 'POST',
    body: new URLSearchParams(fields.map(([name, value]) => [name, value])),
    headers: { host: 'gup.example.org', origin: base, ...headers },
  })
}

const oneClick = [['List-Unsubscribe', 'One-Click']] as const
/** As a mail service sends it: from a page of its own, without cookies. */
const mailService = { origin: 'https://mail.example.com', 'sec-fetch-site': 'cross-site' }

test('a mail service ends a kind of mails by one post, without a sign-in, and twice is once', async () => {
  const token = await tokenOf({ what: 'stop-kind', participantId: jane.participantId, kind: 'assigned' })
  for (let times = 0; times < 2; times++) {
    const answer = await answerStop(post('stop/now', token, oneClick, mailService))
    // RFC 8058: no redirect
    expect(answer.status).toBe(200)
  }
  expect(await world.db.mailStop.findMany({ select: { participantId: true, kind: true } })).toEqual([
    { participantId: jane.participantId, kind: 'assigned' },
  ])
  const entries = await world.db.auditEntry.findMany({ where: { action: { startsWith: 'mail.' } } })
  expect(entries).toMatchObject([{ action: 'mail.stopped', actorId: jane.participantId, via: 'mail' }])
})

test('a form may also be one of several parts', async () => {
  const token = await tokenOf({ what: 'stop-kind', participantId: jane.participantId, kind: 'landed' })
  const body = new FormData()
  body.set('List-Unsubscribe', 'One-Click')
  const url = `${base}/people/mail/stop/now?token=${token}`
  expect((await answerStop(new Request(url, { method: 'POST', body }))).status).toBe(200)
  expect(await world.db.mailStop.count()).toBe(1)
})

test('a section is ended by its link, and by nobody else’s', async () => {
  const data = { userId: jane.userId, treeId: world.treeId, section: 'S', frequency: 'weekly' }
  const { id: subscriptionId } = await world.db.subscription.create({ data })
  const foreign = await tokenOf({ what: 'stop-section', participantId: joe.participantId, subscriptionId })
  await answerStop(post('stop/now', foreign, oneClick))
  expect(await world.db.subscription.count()).toBe(1)
  const own = await tokenOf({ what: 'stop-section', participantId: jane.participantId, subscriptionId })
  const answer = await answerStop(post('stop/now', own, [['act', 'stop']]))
  expect(answer.headers.get('location')).toBe(`/people/mail/stop?token=${own}`)
  expect(await world.db.subscription.count()).toBe(0)
})

test('a token that was changed, or is for something else, ends nothing', async () => {
  const token = await tokenOf({ what: 'stop-kind', participantId: jane.participantId, kind: 'assigned' })
  const forged = token.replace(`kind.${jane.participantId}`, `kind.${joe.participantId}`)
  const claims = await tokenOf({ what: 'claims', participantId: jane.participantId, outboxId: 1 })
  for (const wrong of [forged, claims, token.slice(0, -1), '', '.', 'kind.1.assigned.'])
    expect((await answerStop(post('stop/now', wrong, oneClick))).status).toBe(404)
  expect(await world.db.mailStop.count()).toBe(0)
})

test('another site can have no mails sent again', async () => {
  const token = await tokenOf({ what: 'stop-kind', participantId: jane.participantId, kind: 'assigned' })
  await answerStop(post('stop/now', token, oneClick))
  expect((await answerStop(post('stop/now', token, [['act', 'resume']], mailService))).status).toBe(403)
  expect(await world.db.mailStop.count()).toBe(1)
  await answerStop(post('stop/now', token, [['act', 'resume']]))
  expect(await world.db.mailStop.count()).toBe(0)
})

/** A mail to Jane about claims, as the trigger has written it. */
async function assignToJane(): Promise<{ ids: readonly number[]; token: string }> {
  const by = joe.participantId
  const ids = await addClaims(world, [
    { site: 'x', person: jane.participantId, by },
    { site: 'y', person: jane.participantId, by },
  ])
  const { id: outboxId } = await world.db.outbox.findFirstOrThrow({ where: { kind: 'assigned' } })
  return { ids, token: await tokenOf({ what: 'claims', participantId: jane.participantId, outboxId }) }
}
const statesOf = async () =>
  (await world.db.claim.findMany({ orderBy: { id: 'asc' }, select: { state: true } })).map(({ state }) => state)

test('claims of a mail are given back, or kept for another time, without a sign-in', async () => {
  const { ids, token } = await assignToJane()
  await world.db.claim.updateMany({ data: { expiresAt: new Date(Date.now() + 1000), remindedAt: new Date() } })
  const back = await answerMailClaims(
    post('claims/answer', token, [
      ['act', 'back'],
      ['claim', String(ids[0])],
    ]),
  )
  expect(back.headers.get('location')).toMatch(/&back=1$/)
  const kept = await answerMailClaims(
    post('claims/answer', token, [
      ['act', 'keep'],
      ['claim', String(ids[1])],
    ]),
  )
  expect(kept.headers.get('location')).toMatch(/&kept=1$/)
  expect(await statesOf()).toEqual(['withdrawn', 'claimed'])
  const { expiresAt, remindedAt } = await world.db.claim.findUniqueOrThrow({ where: { id: ids[1] ?? 0 } })
  expect(remindedAt).toBeNull()
  expect(expiresAt.getTime()).toBeGreaterThan(Date.now() + 59 * 86_400_000)
  const trail = await world.db.auditEntry.findMany({ where: { via: 'mail' }, select: { action: true, actorId: true } })
  expect(trail).toEqual([
    { action: 'claim.withdrawn', actorId: jane.participantId },
    { action: 'claim.changed', actorId: jane.participantId },
  ])
})

test('a mail is no key to claims of others, nor to claims that it is not about', async () => {
  const { token } = await assignToJane()
  const [others] = await addClaims(world, [{ site: 'x', person: joe.participantId }])
  await answerMailClaims(
    post('claims/answer', token, [
      ['act', 'back'],
      ['claim', String(others)],
    ]),
  )
  const { id: outboxId } = await world.db.outbox.findFirstOrThrow({ where: { kind: 'assigned' } })
  const foreign = await tokenOf({ what: 'claims', participantId: joe.participantId, outboxId })
  for (const claim of await world.db.claim.findMany())
    await answerMailClaims(
      post('claims/answer', foreign, [
        ['act', 'back'],
        ['claim', String(claim.id)],
      ]),
    )
  expect(await statesOf()).toEqual(['claimed', 'claimed', 'claimed'])
})

test('pages of other sites give nothing back', async () => {
  const { ids, token } = await assignToJane()
  const answer = await answerMailClaims(
    post(
      'claims/answer',
      token,
      [
        ['act', 'back'],
        ['claim', String(ids[0])],
      ],
      mailService,
    ),
  )
  expect(answer.status).toBe(403)
  expect(await statesOf()).toEqual(['claimed', 'claimed'])
})
