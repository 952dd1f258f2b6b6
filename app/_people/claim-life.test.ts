import { deflateSync } from 'node:zlib'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { claimSites } from '#app/_people/actions/claim-sites.ts'
import { triageSite } from '#app/_people/actions/triage-site.ts'
import { triageSites } from '#app/_people/actions/triage-sites.ts'
import { undoBatch } from '#app/_people/actions/undo-batch.ts'
import type { Origin } from '#app/_people/actor.ts'
import { getBatch } from '#app/_people/queries/get-batch.ts'
import { getTriage } from '#app/_people/queries/get-triage.ts'
import { listClaims } from '#app/_people/queries/list-claims.ts'
import { listMaintainedTrees } from '#app/_people/queries/list-maintained-trees.ts'
import { listOwnClaims } from '#app/_people/queries/list-own-claims.ts'
import { openNewest } from '#app/_people/queries/open-newest.ts'
import { makeAccount, originOf } from '#app/_people/testing/people-world.ts'
import type { Database } from '#prisma/client.ts'
import { openClaimStates } from '#scanner/model/claim.ts'
import type { Status } from '#scanner/model/site.ts'
import { closeClaims } from '#scanner/store/close-claims.ts'
import { publishRevision } from '#scanner/store/publish-revision.ts'
import { type ClaimedTree, claimTree, openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { keyOf, type SampleSite, samplePublication } from '#scanner/testing/sample-publication.ts'

let database: Database
let admin: Origin
let maintainer: Origin
let tree: ClaimedTree
let slug: string
let trees = 0

beforeAll(async () => {
  database = (await openTestDatabase()).db
  admin = await originOf(database, await makeAccount(database, 'admin'))
  maintainer = await originOf(database, await makeAccount(database, 'contributor', 'drm@example.org'))
})
beforeEach(async () => {
  tree = await claimTree(database, `/srv/tree-${++trees}`)
  slug = (await database.tree.findUniqueOrThrow({ where: { id: tree.treeId } })).slug
})

const publish = (commit: string, sites: readonly SampleSite[]) =>
  publishRevision(database, samplePublication({ commit, sites }), tree.options)
const assign = (origin: Origin, names: readonly string[], person: string) =>
  database.$transaction((tx) => claimSites(tx, origin, slug, { sites: names.map(keyOf), person }), {
    maxWait: 30_000,
    timeout: 30_000,
  })
const entries = (action: string) => database.auditEntry.count({ where: { treeId: tree.treeId, action } })
async function claims() {
  const { revision } = await openNewest(database, slug)
  return listClaims(database, tree.treeId, revision, {})
}

test('two people who assign one site at once to two others make two claims, each told once', async () => {
  await publish('a1', [{ name: 'x', subsystems: ['DRM'] }])
  await Promise.all([
    ...Array.from({ length: 4 }, () => assign(admin, ['x'], 'one@example.org')),
    ...Array.from({ length: 4 }, () => assign(maintainer, ['x'], 'two@example.org')),
  ])
  expect((await claims()).map(({ person, by }) => [person, by]).toSorted()).toEqual([
    ['one@example.org', 'A admin'],
    ['two@example.org', 'A contributor'],
  ])
  expect(await entries('claim.made')).toBe(2)
})

test('whoever assigns while a revision is published loses nothing and doubles nothing', async () => {
  const names = Array.from({ length: 30 }, (_, index) => `s${index}`)
  await publish(
    'a1',
    names.map((name) => ({ name })),
  )
  for (let round = 2; round < 6; round++) {
    const person = `round${round}@example.org`
    const moved = names.map((name) => ({ name, line: round, path: `moved${round}.c` }))
    const [, ...assigned] = await Promise.all([
      publish(`a${round}`, moved),
      assign(admin, names.slice(0, 20), person),
      assign(admin, names.slice(10), person),
    ])
    expect(assigned.reduce((sum, { created }) => sum + created, 0)).toBe(names.length)
  }
  const made = await claims()
  expect(made).toHaveLength(4 * names.length)
  expect(new Set(made.map(({ site, person }) => `${site} ${person}`)).size).toBe(made.length)
  // each stands where the newest revision has its site
  expect(new Set(made.map(({ path, line }) => `${path}:${line}`))).toEqual(new Set(['moved5.c:5']))
  expect(await entries('claim.made')).toBe(made.length)
})

test('a claim waits for a site that is gone, follows it back, and ends when it is converted', async () => {
  await publish('a1', [{ name: 'x' }, { name: 'y' }])
  await assign(admin, ['x'], 'one@example.org')
  await publish('a2', [{ name: 'y' }])
  expect(await closeClaims(database, tree.treeId, tree.scan)).toEqual([])
  expect(await claims()).toMatchObject([{ state: 'claimed', status: null, path: 'x.c', ended: null }])
  await publish('a3', [{ name: 'x', path: 'back.c' }, { name: 'y' }])
  expect(await closeClaims(database, tree.treeId, tree.scan)).toEqual([])
  expect(await claims()).toMatchObject([{ state: 'claimed', status: 'unconverted', path: 'back.c' }])
  await publish('a4', [{ name: 'x', path: 'back.c', status: 'converted' }, { name: 'y' }])
  expect(await closeClaims(database, tree.treeId, tree.scan)).toHaveLength(1)
  expect(await claims()).toMatchObject([{ state: 'done', status: 'converted', person: 'one@example.org' }])
  expect(await entries('claim.done')).toBe(1)
})

test('claims of one act are undone by whoever acted, but for those that had news since, and that is told', async () => {
  await publish(
    'a1',
    ['x', 'y', 'z'].map((name) => ({ name, subsystems: ['DRM'] })),
  )
  const { batch } = await assign(admin, ['x', 'y', 'z'], 'one@example.org')
  const { participantId } = admin.actor
  expect(await getBatch(database, participantId, batch)).toEqual({ claims: 3, person: 'one@example.org' })
  const [first] = await claims()
  await database.claim.update({ where: { id: Number(first?.id) }, data: { note: 'news', updatedAt: new Date() } })
  const undo = (origin: Origin) => database.$transaction((tx) => undoBatch(tx, origin, batch))
  expect(await undo(maintainer)).toBe(0)
  expect(await undo(admin)).toBe(2)
  expect((await claims()).map(({ state }) => state)).toEqual(['claimed', 'withdrawn', 'withdrawn'])
  expect(await entries('claim.undone')).toBe(2)
  expect(await undo(admin)).toBe(0)
})

test('a judgement holds through moves of its site, and is marked once the function has changed', async () => {
  const bodyOf = (name: string, body: string) => `int ${name}(void)\n{\n\t${body}\n}\n`
  const keep = (oid: string, text: string) =>
    database.blobText.create({ data: { oid, sizeBytes: text.length, text: deflateSync(text) }, select: { oid: true } })
  await keep('same', `${bodyOf('x', 'return get();')}\n${bodyOf('y', 'return get();')}`)
  await keep('moved', `// more\n\n${bodyOf('x', 'return   get();')}\n${bodyOf('y', 'return pin();')}`)
  const revision = (commit: string, oid: string, path: string, lines: readonly number[]) =>
    publishRevision(
      database,
      samplePublication({
        commit,
        sites: ['x', 'y'].map((name, index) => ({ name, path, line: lines[index] ?? 1 })),
        files: [{ path, oid }],
      }),
      tree.options,
    )
  await revision('a1', 'same', 'old.c', [3, 8])
  await database.$transaction((tx) => triageSite(tx, admin, slug, keyOf('x'), { verdict: 'stays' }))
  await database.$transaction((tx) => triageSites(tx, admin, slug, { sites: [keyOf('y')], word: { verdict: 'stays' } }))
  const changed = async (name: string) => (await getTriage(database, slug, keyOf(name))).triage?.changed
  expect([await changed('x'), await changed('y')]).toEqual([false, false])
  await revision('a2', 'moved', 'new.c', [5, 10])
  expect([await changed('x'), await changed('y')]).toEqual([false, true])
})

test('what an account works on and maintains is told of all trees, each as its newest revision has it', async () => {
  const me = await makeAccount(database, 'contributor', 'watch@example.org')
  const origin = await originOf(database, me)
  const other = await claimTree(database, `/srv/tree-${++trees}`)
  const { slug: otherSlug } = await database.tree.findUniqueOrThrow({ where: { id: other.treeId } })
  const site = (name: string, status: Status) => ({ name, status, subsystems: ['watch'] })
  await publish('a1', [site('x', 'unconverted'), site('y', 'unconverted')])
  await publishRevision(database, samplePublication({ commit: 'a1', sites: [site('z', 'unconverted')] }), other.options)
  await assign(origin, ['x', 'y'], 'watch@example.org')
  await database.$transaction((tx) => claimSites(tx, origin, otherSlug, { sites: [keyOf('z')], person: me.email }))
  await publish('a2', [site('x', 'converted')])

  const own = await listOwnClaims(database, me.userId, openClaimStates, 10)
  expect(own.map((each) => [each.slug, each.claims.map(({ path, status }) => [path, status])])).toEqual([
    [
      slug,
      [
        ['x.c', 'converted'],
        ['y.c', null],
      ],
    ],
    [otherSlug, [['z.c', 'unconverted']]],
  ])
  const maintained = await listMaintainedTrees(database, me.userId)
  expect(maintained.map((each) => [each.slug, each.converted, each.unconverted])).toEqual([
    [slug, 1, 0],
    [otherSlug, 0, 1],
  ])
})
