import PostalMime from 'postal-mime'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { closeClaims } from '#scanner/store/close-claims.ts'
import { expireClaims } from '#scanner/store/expire-claims.ts'
import { queueDigests } from '#scanner/store/telling/queue-digests.ts'
import { type MailServer, startMailServer } from '#scanner/testing/mail-server.ts'
import { runCli } from '#scanner/testing/run-cli.ts'
import { addClaims, addPerson, makeTellingWorld, publish, type TellingWorld } from '#scanner/testing/telling-world.ts'
import { tellByMail } from './tell-by-mail.ts'

let server: MailServer
beforeEach(async () => {
  server = await startMailServer()
})
afterEach(() => server.close())

const settings = () => ({ smtpUrl: server.url, url: 'https://gup.example.org', from: 'pinwatch@example.org' })
const tell = ({ db }: TellingWorld) => tellByMail(db, settings())
const states = async ({ db }: TellingWorld) =>
  (await db.outbox.findMany({ orderBy: { id: 'asc' } })).map(({ kind, state }) => `${kind} ${state}`)
/** As if so much time had passed for what waits. */
const later = ({ db }: TellingWorld) => db.$executeRaw`update outbox set due_at = now() where state = 'waiting'`
const subjects = () => server.mails.map(({ text }) => /^Subject: (.*)$/m.exec(text)?.[1])

test('what is assigned to somebody by another is one mail, however much it is', async () => {
  const world = await makeTellingWorld([{ name: 'x' }, { name: 'y' }, { name: 'z' }])
  const [jane, joe] = [await addPerson(world.db, 'Jane'), await addPerson(world.db, 'Joe')]
  await addClaims(world, [
    { site: 'x', person: jane.participantId, by: joe.participantId },
    { site: 'y', person: jane.participantId, by: joe.participantId },
    { site: 'z', person: joe.participantId },
  ])
  expect(await tell(world)).toEqual({ kind: 'told', sent: 1 })
  expect(await tell(world)).toEqual({ kind: 'idle' })
  expect(server.mails).toMatchObject([{ from: 'pinwatch@example.org', to: ['jane@example.org'] }])
  expect(subjects()).toEqual(['[pinwatch] linux: 2 sites assigned to you'])
  const mail = await PostalMime.parse(server.mails[0]?.text ?? '')
  expect(mail.text).toContain('Joe has assigned to you in linux')
  expect(mail.text?.split('\n').filter((line) => line.length > 72 && !/https:/.test(line))).toEqual([])
  const header = (key: string) => mail.headers.find((one) => one.key === key)?.value
  expect(mail.headers.map(({ key }) => key)).not.toContain('bcc')
  expect(header('list-id')).toBe('<claims.linux.gup.example.org>')
  expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
  expect(header('list-unsubscribe')).toMatch(
    /^<https:\/\/gup\.example\.org\/people\/mail\/stop\/now\?token=kind\.\d+\.assigned\.[\w-]{43}>$/,
  )
  expect(header('message-id')).toMatch(/^<assigned\.\d+\.\d+@gup\.example\.org>$/)
  expect(header('references')).toBe(`<claims.linux.${jane.participantId}@gup.example.org>`)
})

test('the digest of a section is a mail as kernel lists take them, which ends by one click', async () => {
  const world = await makeTellingWorld([{ name: 'x', subsystems: ['VIDEO BUFFERS'] }])
  const { userId } = await addPerson(world.db, 'Reader')
  const data = { userId, treeId: world.treeId, section: 'VIDEO BUFFERS', frequency: 'weekly', dueAt: new Date(0) }
  const { id } = await world.db.subscription.create({ data })
  await queueDigests(world.db, settings(), new Date('2026-11-30T07:00:00Z'))
  await later(world)
  expect(await tell(world)).toEqual({ kind: 'told', sent: 1 })
  const [sent] = server.mails
  expect(sent?.to).toEqual(['reader@example.org'])
  const mail = await PostalMime.parse(sent?.text ?? '')
  expect(mail.html).toBeUndefined()
  expect(mail.text?.split('\n').filter((line) => line.length > 72 && !/https:/.test(line))).toEqual([])
  const header = (key: string) => mail.headers.find((one) => one.key === key)?.value
  expect(header('list-id')).toMatch(/^<[\w.-]+\.linux\.gup\.example\.org>$/)
  expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
  expect(header('list-unsubscribe')).toMatch(
    new RegExp(`^<https://gup\\.example\\.org/people/mail/stop/now\\?token=\\w+\\.${id}\\.[\\w.-]+>$`),
  )
  expect(header('message-id')).toMatch(/@gup\.example\.org>$/)
})

test('a section that has nothing to tell is told nothing, and the command line says why', async () => {
  const world = await makeTellingWorld([{ name: 'x', subsystems: ['VIDEO BUFFERS'], status: 'converted' }])
  const { userId } = await addPerson(world.db, 'Reader')
  const data = { userId, treeId: world.treeId, section: 'VIDEO BUFFERS', frequency: 'weekly', dueAt: new Date(0) }
  await world.db.subscription.create({ data })
  await queueDigests(world.db, settings(), new Date('2026-11-30T07:00:00Z'))
  expect(await states(world)).toEqual([])
  const args = ['digest', '--tree', 'linux', '--section', 'VIDEO BUFFERS']
  const said = await runCli(args, { env: { DATABASE_URL: world.url } })
  expect(said).toEqual({
    code: 0,
    stdout: '',
    stderr: expect.stringMatching(/^Nothing of VIDEO BUFFERS is left to convert in linux .*\. There is no mail\.\n$/),
  })
})

test('a mail server that is down loses nothing and doubles nothing', async () => {
  const world = await makeTellingWorld([{ name: 'x' }, { name: 'y' }])
  const [jane, joe] = [await addPerson(world.db, 'Jane'), await addPerson(world.db, 'Joe')]
  await server.close()
  await addClaims(world, [{ site: 'x', person: jane.participantId, by: joe.participantId }])
  await addClaims(world, [{ site: 'y', person: jane.participantId, by: joe.participantId }])
  for (let times = 0; times < 3; times++) {
    expect(await tell(world)).toMatchObject({ kind: 'away' })
    await later(world)
  }
  // one is tried a round, and what waits behind it is not
  expect(
    (await world.db.outbox.findMany({ select: { attempts: true } })).map(({ attempts }) => attempts).sort(),
  ).toEqual([1, 2])
  server = await startMailServer(server.port)
  expect(await tell(world)).toEqual({ kind: 'told', sent: 2 })
  await later(world)
  expect(await tell(world)).toEqual({ kind: 'idle' })
  expect(server.mails).toHaveLength(2)
  const ids = server.mails.map(({ text }) => /^Message-ID: (.*)$/m.exec(text)?.[1])
  expect(new Set(ids).size).toBe(2)
  expect(await states(world)).toEqual(['assigned sent', 'assigned sent'])
})

test('of several workers at once one sends each mail', async () => {
  const world = await makeTellingWorld([{ name: 'x' }])
  const joe = await addPerson(world.db, 'Joe')
  for (let index = 0; index < 12; index++) {
    const { participantId } = await addPerson(world.db, `P${index}`)
    await addClaims(world, [{ site: 'x', person: participantId, by: joe.participantId, days: 3 }])
  }
  await world.db.$executeRaw`update claim set updated_at = now() - interval '57 days'`
  await Promise.all([tell(world), tell(world), tell(world)])
  await tell(world)
  const kinds = server.mails.map(({ to, text }) => `${to} ${/^Message-ID: <(\w+)/m.exec(text)?.[1]}`)
  expect(kinds).toHaveLength(24)
  expect(new Set(kinds).size).toBe(24)
})

test('an address that does not exist is not tried again, a full mailbox is', async () => {
  const world = await makeTellingWorld([{ name: 'x' }])
  const [jane, joe, ann] = [
    await addPerson(world.db, 'Jane'),
    await addPerson(world.db, 'Joe'),
    await addPerson(world.db, 'Ann'),
  ]
  server.refused.set('jane@example.org', 550).set('ann@example.org', 452)
  await addClaims(world, [{ site: 'x', person: jane.participantId, by: joe.participantId }])
  await addClaims(world, [{ site: 'x', person: ann.participantId, by: joe.participantId }])
  await tell(world)
  expect(await states(world)).toEqual(['assigned failed', 'assigned waiting'])
  server.refused.clear()
  await later(world)
  await tell(world)
  expect(server.mails.map(({ to }) => to)).toEqual([['ann@example.org']])
  const tries = await world.db.deliveryAttempt.findMany({
    orderBy: { id: 'asc' },
    select: { outcome: true, status: true },
  })
  expect(tries).toEqual([
    { outcome: 'refused', status: 550 },
    { outcome: 'refused', status: 452 },
    { outcome: 'taken', status: 250 },
  ])
})

test('whoever has stopped a kind, is forgotten, or gave the claim back is told nothing', async () => {
  const world = await makeTellingWorld([{ name: 'x' }])
  const { db } = world
  const joe = await addPerson(db, 'Joe')
  const [stopped, forgotten, back] = [await addPerson(db, 'A'), await addPerson(db, 'B'), await addPerson(db, 'C')]
  for (const { participantId } of [stopped, forgotten, back])
    await addClaims(world, [{ site: 'x', person: participantId, by: joe.participantId }])
  await db.mailStop.create({ data: { participantId: stopped.participantId, kind: 'assigned' } })
  await db.participant.update({ where: { id: forgotten.participantId }, data: { email: null, userId: null } })
  await db.claim.updateMany({
    where: { personId: back.participantId },
    data: { state: 'withdrawn', endedAt: new Date() },
  })
  expect(await tell(world)).toEqual({ kind: 'idle' })
  expect(await states(world)).toEqual(['assigned dropped', 'assigned dropped', 'assigned dropped'])
  expect(server.mails).toEqual([])
})

test('a reminder comes once before a claim expires, and again after news; then it is told as expired', async () => {
  const world = await makeTellingWorld([{ name: 'x' }, { name: 'y' }])
  const jane = await addPerson(world.db, 'Jane')
  const [soon] = await addClaims(world, [
    { site: 'x', person: jane.participantId, days: 6 },
    { site: 'y', person: jane.participantId, days: 8 },
  ])
  // they were claimed two months ago
  await world.db.$executeRaw`update claim set updated_at = now() - interval '54 days'`
  await tell(world)
  await tell(world)
  const day = new Date(Date.now() + 6 * 86_400_000).toISOString().slice(0, 10)
  expect(subjects()).toEqual([`[pinwatch] linux: your claim of x.c expires on ${day}`])
  expect(server.mails[0]?.text).toMatch(/\n {2}x\.c:1\n[\s\S]*people\/mail\/claims\?token=claims\./)
  await world.db.claim.update({
    where: { id: soon ?? 0 },
    data: { remindedAt: null, expiresAt: new Date(Date.now() + 5 * 86_400_000), updatedAt: new Date(0) },
  })
  await tell(world)
  expect(server.mails).toHaveLength(2)
  await world.db.claim.updateMany({ data: { expiresAt: new Date(0) } })
  await expireClaims(world.db)
  await tell(world)
  expect(subjects().at(-1)).toBe('[pinwatch] linux: your claim of 2 sites has expired')
})

test('whoever claimed what a scan sees converted is told by which commit', async () => {
  const world = await makeTellingWorld([{ name: 'x' }])
  const jane = await addPerson(world.db, 'Jane')
  await addClaims(world, [{ site: 'x', person: jane.participantId }])
  await publish(world, 'a2', [{ name: 'x', status: 'converted' }])
  await world.db.event.updateMany({
    where: { kind: 'converted' },
    data: { attribution: 'commit', commit: 'abcdef0123456789', subject: 'x: pin\r\nBcc: victim@example.org' },
  })
  await world.db.scan.update({ where: { id: world.scan.id }, data: { state: 'running' } })
  await closeClaims(world.db, world.treeId, world.scan)
  await tell(world)
  expect(subjects()).toEqual(['[pinwatch] linux: your conversion of x.c landed'])
  expect(server.mails[0]?.text).toContain('by abcdef012345')
  expect(server.mails[0]?.text).not.toMatch(/^Bcc:/m)
})

test('a bare address is told, too: nobody has to sign in to be assigned something', async () => {
  const world = await makeTellingWorld([{ name: 'x' }])
  const joe = await addPerson(world.db, 'Joe')
  const { id } = await world.db.participant.create({ data: { email: 'bare@example.org', name: 'Bare' } })
  await addClaims(world, [{ site: 'x', person: id, by: joe.participantId }])
  await tell(world)
  expect(server.mails.map(({ to }) => to)).toEqual([['bare@example.org']])
})

test('what waited longer than anybody wants to know it is given up', async () => {
  const world = await makeTellingWorld([{ name: 'x' }])
  const [jane, joe] = [await addPerson(world.db, 'Jane'), await addPerson(world.db, 'Joe')]
  await addClaims(world, [{ site: 'x', person: jane.participantId, by: joe.participantId }])
  await world.db.$executeRaw`update outbox set created_at = now() - interval '6 days'`
  await server.close()
  await tell(world)
  expect(await states(world)).toEqual(['assigned failed'])
  server = await startMailServer()
})

test('a claim of few days does not begin with a reminder', async () => {
  const world = await makeTellingWorld([{ name: 'x' }])
  const jane = await addPerson(world.db, 'Jane')
  await addClaims(world, [{ site: 'x', person: jane.participantId, days: 6 }])
  expect(await tell(world)).toEqual({ kind: 'idle' })
})
