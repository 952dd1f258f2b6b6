import { afterAll, beforeAll, expect, test } from 'vitest'
import { findSubsystem } from '#app/_data/find-subsystem.ts'
import { getRevision, type RevisionDetails } from '#app/_data/get-revision.ts'
import { sumProgress } from '#app/_data/progress.ts'
import { emptyFilter, filterOf } from '#app/_data/site-filter.ts'
import { listSiteRows } from '#app/_sites/queries/list-site-rows.ts'
import { connectDatabase, type Database } from '#prisma/client.ts'
import type { SiteRow } from '#scanner/model/site.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { publishDemo } from '#scanner/testing/publish-demo.ts'
import { getMaintainer } from './get-maintainer.ts'
import { getSubsystem } from './get-subsystem.ts'
import { listMaintainers } from './list-maintainers.ts'
import { listOwnedSites } from './list-owned-sites.ts'
import { listSubsystems } from './list-subsystems.ts'

let database: Database
let treeId: number
let place: RevisionDetails
let rows: readonly SiteRow[]

beforeAll(async () => {
  database = connectDatabase((await createTestDatabase()).url)
  treeId = (await publishDemo(database, ['v5.1', 'v6.12'])).id
  const revision = await getRevision(database, treeId, 'v6.12')
  if (revision === null) throw new Error('not published')
  place = revision
  rows = await listSiteRows(database, place, emptyFilter)
})
afterAll(() => database?.$disconnect())

test('subsystems have the numbers of their rows, of whatever rank', async () => {
  const listed = await listSubsystems(database, place)
  const titles = new Set(rows.flatMap(({ subsystems }) => subsystems))
  titles.delete('THE REST')
  expect(new Set(listed.map(({ title }) => title))).toEqual(titles)
  for (const subsystem of listed) {
    const own = rows.filter(({ subsystems }) => subsystems.includes(subsystem.title))
    expect(subsystem).toMatchObject({ ...sumProgress(own), sites: own.length })
  }
})

test('people have the numbers of the rows that name them, a row once', async () => {
  const listed = await listMaintainers(database, place, null)
  const emails = new Set(rows.flatMap(({ maintainers }) => maintainers.map(({ email }) => email.toLowerCase())))
  expect(new Set(listed.map(({ email }) => email))).toEqual(emails)
  for (const person of listed) {
    const own = rows.filter(({ maintainers }) => maintainers.some(({ email }) => email.toLowerCase() === person.email))
    expect(person).toMatchObject({ ...sumProgress(own), sites: own.length })
  }
})

test('reviewers are told from maintainers', async () => {
  const all = await listMaintainers(database, place, null)
  const reviewers = await listMaintainers(database, place, 'reviewer')
  expect(reviewers.length).toBeGreaterThan(0)
  expect(reviewers.every(({ roles }) => roles.join() === 'reviewer')).toBe(true)
  const emails = all.filter(({ roles }) => roles.includes('reviewer')).map(({ email }) => email)
  expect(reviewers.map(({ email }) => email)).toEqual(emails)
  const maintainers = await listMaintainers(database, place, 'maintainer')
  expect(new Set([...maintainers, ...reviewers].map(({ email }) => email)).size).toBe(all.length)
})

test('one subsystem is found by slug and by title, and its sites are its rows', async () => {
  const [first] = await listSubsystems(database, place)
  if (first === undefined) throw new Error('no subsystem')
  const subsystem = await getSubsystem(database, treeId, place, first.slug)
  expect(subsystem).toMatchObject({ title: first.title, people: first.people, support: first.support, isThere: true })
  const found = { title: first.title, slug: first.slug }
  expect(await findSubsystem(database, treeId, first.title.toLowerCase())).toEqual(found)
  expect(await findSubsystem(database, treeId, first.slug)).toEqual(found)
  const sites = await listOwnedSites(database, place, filterOf({ subsystem: first.slug }))
  expect(sites.map(({ key }) => key)).toEqual(
    rows.filter(({ subsystems }) => subsystems.includes(first.title)).map(({ id }) => id),
  )
  expect(await getSubsystem(database, treeId, place, 'no-such-section')).toBeNull()
  expect(await findSubsystem(database, treeId, 'no such section')).toBeNull()
})

test('one person is found by address, with sections and roles', async () => {
  const [first] = await listMaintainers(database, place, null)
  if (first === undefined) throw new Error('nobody')
  const person = await getMaintainer(database, treeId, place, first.email)
  expect(person?.name).toBe(first.name)
  expect(new Set(person?.sections.map(({ role }) => role))).toEqual(new Set(first.roles))
  expect(person?.sections.some(({ title }) => title === 'THE REST')).toBe(false)
  expect(await getMaintainer(database, treeId, place, 'nobody@example.org')).toBeNull()
  expect(await getMaintainer(database, treeId + 1, place, first.email)).toBeNull()
})
