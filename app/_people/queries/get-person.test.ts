import { beforeAll, expect, test } from 'vitest'
import { claimSites } from '#app/_people/actions/claim-sites.ts'
import { changeRole, forgetPerson } from '#app/_people/actions/manage-people.ts'
import { triageSite } from '#app/_people/actions/triage-site.ts'
import { writeNote } from '#app/_people/actions/write-note.ts'
import type { Origin } from '#app/_people/actor.ts'
import { makeAccount, originOf, type TestAccount } from '#app/_people/testing/people-world.ts'
import type { Database } from '#prisma/client.ts'
import { refreshAliases } from '#scanner/jobs/refresh-aliases.ts'
import type { LayOut } from '#scanner/store/arrange-lines.ts'
import { publishRevision } from '#scanner/store/publish-revision.ts'
import { type ClaimedTree, claimTree, openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { makeRepository } from '#scanner/testing/make-repository.ts'
import { keyOf, samplePublication } from '#scanner/testing/sample-publication.ts'
import { getPerson } from './get-person.ts'
import { listConversions } from './list-conversions.ts'
import { listDeeds } from './list-deeds.ts'
import { listPersonWork } from './list-person-work.ts'

let database: Database
let tree: ClaimedTree
let jo: TestAccount
let origin: Origin

const mailmap = [
  'Jo Doe <jo@example.org> <jo@old.example>',
  'Jo Doe <jo@example.org> Jo of the lab <box@example.org>',
  'Al Moe <al@example.org> <al@old.example>',
].join('\n')

beforeAll(async () => {
  database = (await openTestDatabase()).db
  const repository = makeRepository([
    { files: { '.mailmap': mailmap }, tag: 'a1' },
    { files: { x: 'x' }, tag: 'a2' },
  ])
  tree = await claimTree(database, repository.directory)
  const [first, second] = ['a1', 'a2'].map((tag) => repository.git(['rev-parse', tag]))
  const sites = ['a', 'b', 'c'].map((name) => ({ name }))
  const layOut: LayOut = async (lines, commit) => {
    const present = [...lines.flatMap(({ revisions }) => revisions.map((revision) => revision.commit)), commit]
    return [
      { commits: [first, second].map(String).filter((one) => present.includes(one)), forkedFrom: null, isTrunk: false },
    ]
  }
  const publish = (commit: string, status: 'unconverted' | 'converted') =>
    publishRevision(
      database,
      samplePublication({
        commit,
        label: status,
        sites: [
          ...sites.map((site) => ({ ...site, status })),
          ...['d', 'e'].map((name) => ({ name, status: 'unconverted' as const })),
        ],
      }),
      { ...tree.options, layOut },
    )
  await publish(String(first), 'unconverted')
  await publish(String(second), 'converted')
  await refreshAliases(database, repository.directory, { ...tree.scan, treeId: tree.treeId })
  jo = await makeAccount(database, 'contributor', 'jo@example.org')
  origin = await originOf(database, jo)
  // proven as well
  await database.participant.create({ data: { email: 'jo@home.example', name: 'Jo', userId: jo.userId } })
})

/** Says who wrote the commit that converted a site. */
async function attribute(name: string, authorEmail: string, authorName: string) {
  await database.event.updateMany({
    where: { kind: 'converted', site: { key: keyOf(name) } },
    data: { attribution: 'commit', commit: name.repeat(40), subject: `${name}: pin`, authorName, authorEmail },
  })
}

test('a person is found by each of their addresses, of the account and of .mailmap', async () => {
  for (const email of ['jo@example.org', 'jo@home.example', 'jo@old.example']) {
    const person = await getPerson(database, email)
    expect(person).toMatchObject({ name: 'A contributor', userId: jo.userId })
    expect(person?.emails[0]).toBe(email)
    expect(person?.emails.toSorted()).toEqual(['jo@example.org', 'jo@home.example', 'jo@old.example'])
    expect(person?.participantIds).toHaveLength(2)
  }
  // of whom .mailmap knows and who takes no part there is nothing to show; a shared address is nobody's
  expect(await getPerson(database, 'al@old.example')).toBeNull()
  expect(await getPerson(database, 'box@example.org')).toBeNull()
})

test('who is listed in MAINTAINERS and has done nothing yet is a person too', async () => {
  await database.person.upsert({
    where: { email: 'al@example.org' },
    create: { email: 'al@example.org', name: 'Al Moe' },
    update: {},
  })
  for (const email of ['al@example.org', 'al@old.example']) {
    expect(await getPerson(database, email)).toMatchObject({ name: 'Al Moe', participantIds: [], userId: null })
  }
})

test('conversions are by whom .mailmap says, and by the name of the commit where that shares an address', async () => {
  await attribute('a', 'Jo@Old.example', 'Jo')
  await attribute('b', 'box@example.org', 'Jo of the lab')
  await attribute('c', 'box@example.org', 'Al of the lab')
  const person = await getPerson(database, 'jo@home.example')
  const found = await listConversions(database, person?.emails ?? [], 10)
  expect(found.map(({ key, subject, revision }) => [key, subject, revision]).toSorted()).toEqual([
    [keyOf('a'), 'a: pin', 'converted'],
    [keyOf('b'), 'b: pin', 'converted'],
  ])
})

test('what somebody did is told with whom it was done for, and what is no site is not', async () => {
  const admin = await makeAccount(database, 'admin')
  const adminOrigin = await originOf(database, admin)
  await database.$transaction(async (tx) => {
    await claimSites(tx, adminOrigin, await slugOf(), { sites: [keyOf('d')], person: jo.email })
    await claimSites(tx, origin, await slugOf(), { sites: [keyOf('e')], note: 'soon' })
    await triageSite(tx, origin, await slugOf(), keyOf('e'), { verdict: 'stays', reason: 'why' })
    await writeNote(tx, origin, await slugOf(), keyOf('e'), 'see')
    await changeRole(tx, adminOrigin, jo.userId, 'reader')
    await changeRole(tx, adminOrigin, jo.userId, 'contributor')
  })
  const site = await database.site.findFirstOrThrow({ where: { key: keyOf('e') }, select: { id: true } })
  expect(
    (await listDeeds(database, { siteId: site.id, limit: 10 })).map(({ action, actor }) => [action, actor]),
  ).toEqual([
    ['note.written', 'A contributor'],
    ['triage.proposed', 'A contributor'],
    ['claim.made', 'A contributor'],
  ])
  expect(await listDeeds(database, { actorIds: [adminOrigin.actor.participantId], limit: 10 })).toEqual([
    expect.objectContaining({
      action: 'claim.made',
      actor: 'A admin',
      person: 'A contributor',
      path: 'd.c',
      key: keyOf('d'),
    }),
  ])
  const person = await getPerson(database, jo.email)
  const [work] = await listPersonWork(database, person?.participantIds ?? [], 10)
  expect(work?.open.map(({ site: key }) => key)).toEqual([keyOf('d'), keyOf('e')])
  expect(work?.triage.map(({ verdict }) => verdict)).toEqual(['stays'])
})

test('who is forgotten has no page, and the history of the site stays with a pseudonym', async () => {
  await database.$transaction((tx) => forgetPerson(tx, origin, jo.userId))
  expect(await getPerson(database, jo.email)).toBeNull()
  const site = await database.site.findFirstOrThrow({ where: { key: keyOf('e') }, select: { id: true } })
  const deeds = await listDeeds(database, { siteId: site.id, limit: 10 })
  expect(deeds.map(({ action }) => action)).toEqual(['note.written', 'triage.proposed', 'claim.made'])
  expect(deeds.map(({ actor, actorEmail }) => [actor?.startsWith('Somebody '), actorEmail])).toEqual(
    deeds.map(() => [true, null]),
  )
})

const slugOf = async () => (await database.tree.findUniqueOrThrow({ where: { id: tree.treeId } })).slug
