import { beforeAll, beforeEach, expect, test } from 'vitest'
import { claimSites } from '#app/_people/actions/claim-sites.ts'
import type { Origin } from '#app/_people/actor.ts'
import { listClaims } from '#app/_people/queries/list-claims.ts'
import { openNewest } from '#app/_people/queries/open-newest.ts'
import { makeAccount, originOf } from '#app/_people/testing/people-world.ts'
import type { Database } from '#prisma/client.ts'
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
  database.$transaction((tx) => claimSites(tx, origin, slug, { sites: names.map(keyOf), person }), { timeout: 30_000 })
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
