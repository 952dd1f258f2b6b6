import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Origin } from '#app/_people/actor.ts'
import { getPriorityBatch } from '#app/_people/queries/get-priority-batch.ts'
import { getTriageBatch } from '#app/_people/queries/get-triage-batch.ts'
import { makeAccount, originOf } from '#app/_people/testing/people-world.ts'
import type { NewTriage } from '#app/_people/triage.ts'
import type { Database, Transaction } from '#prisma/client.ts'
import type { Priority } from '#scanner/model/priority.ts'
import { publishRevision } from '#scanner/store/publish-revision.ts'
import { claimTree, openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { keyOf, samplePublication } from '#scanner/testing/sample-publication.ts'
import { prioritizeSites } from './prioritize-sites.ts'
import { triageSite } from './triage-site.ts'
import { triageSites } from './triage-sites.ts'
import { undoPriorities } from './undo-priorities.ts'
import { undoTriages } from './undo-triages.ts'

let database: Database
let admin: Origin
let maintainer: Origin
let contributor: Origin

beforeAll(async () => {
  database = (await openTestDatabase()).db
  const { options } = await claimTree(database)
  const sites = [
    { name: 'a', subsystems: ['DRM'] },
    { name: 'b', subsystems: ['DRM'] },
    { name: 'c', subsystems: ['RDMA'] },
    { name: 'd', subsystems: ['DRM'], status: 'converted' as const },
  ]
  await publishRevision(database, samplePublication({ commit: 'v1', sites }), options)
  admin = await originOf(database, await makeAccount(database, 'admin'))
  maintainer = await originOf(database, await makeAccount(database, 'contributor', 'drm@example.org'))
  contributor = await originOf(database, await makeAccount(database, 'contributor', 'x@example.org'))
})
beforeEach(async () => {
  await database.triage.deleteMany()
  await database.sitePriority.deleteMany()
})

const act = <T>(doIt: (tx: Transaction) => Promise<T>): Promise<T> => database.$transaction(doIt)
const sayOf = (origin: Origin, name: string, word: NewTriage) =>
  act((tx) => triageSite(tx, origin, 'linux', keyOf(name), word))
const stored = async () =>
  (
    await database.triage.findMany({
      orderBy: [{ site: { key: 'asc' } }, { isDecided: 'desc' }],
      select: {
        verdict: true,
        caseNumber: true,
        reason: true,
        isDecided: true,
        madeById: true,
        madeAt: true,
        site: { select: { key: true } },
      },
    })
  ).map(({ site, ...word }) => ({ name: ['a', 'b', 'c', 'd'].find((name) => keyOf(name) === site.key), ...word }))

test('what a filter finds and is to be converted is judged at once, with an entry of the audit for each', async () => {
  const entries = await database.auditEntry.count()
  const said = await act((tx) =>
    triageSites(tx, admin, 'linux', {
      filter: { subsystem: 'DRM' },
      word: { verdict: 'case', case: 3, reason: 'mmu' },
    }),
  )
  expect(said).toMatchObject({ sites: 2, isDecided: true })
  expect(await stored()).toMatchObject([
    { name: 'a', verdict: 'case', caseNumber: 3, reason: 'mmu', isDecided: true },
    { name: 'b', verdict: 'case', caseNumber: 3, reason: 'mmu', isDecided: true },
  ])
  expect(await database.auditEntry.count()).toBe(entries + 2)
  expect(await getTriageBatch(database, admin.actor.participantId, said.batch)).toEqual({
    ...{ sites: 2, verdict: 'case', isDecided: true },
  })
})

test('who may not decide for every one of them proposes, and what is decided stays beside it', async () => {
  await sayOf(admin, 'a', { verdict: 'blocked' })
  const names = (...of: string[]) => of.map(keyOf)
  const word = { verdict: 'stays' } as const
  const all = await act((tx) => triageSites(tx, maintainer, 'linux', { sites: names('a', 'c'), word }))
  expect(all.isDecided).toBe(false)
  expect(await act((tx) => triageSites(tx, contributor, 'linux', { sites: names('b'), word }))).toMatchObject({
    isDecided: false,
  })
  expect(await stored()).toMatchObject([
    { name: 'a', verdict: 'blocked', isDecided: true },
    { name: 'a', verdict: 'stays', isDecided: false },
    { name: 'b', isDecided: false },
    { name: 'c', isDecided: false },
  ])
  expect(await act((tx) => triageSites(tx, maintainer, 'linux', { sites: names('a', 'b'), word }))).toMatchObject({
    isDecided: true,
  })
})

test('undoing puts back whatever was said before, proposals too, and is told', async () => {
  await sayOf(contributor, 'a', { verdict: 'blocked', reason: 'proposed' })
  await sayOf(maintainer, 'b', { verdict: 'case', case: 2, reason: 'decided' })
  const before = await stored()
  const { batch } = await act((tx) =>
    triageSites(tx, admin, 'linux', { filter: { role: 'acquire' }, word: { verdict: 'stays' } }),
  )
  expect((await stored()).map(({ name, verdict }) => [name, verdict])).toEqual([
    ['a', 'stays'],
    ['b', 'stays'],
    ['c', 'stays'],
  ])
  expect(await act((tx) => undoTriages(tx, maintainer, batch))).toBe(0)
  expect(await act((tx) => undoTriages(tx, admin, batch))).toBe(3)
  expect(await stored()).toEqual(before)
  expect(await database.auditEntry.count({ where: { action: 'triage.undone' } })).toBe(3)
  expect(await act((tx) => undoTriages(tx, admin, batch))).toBe(0)
})

test('what somebody said of a site since is not undone', async () => {
  const sites = [keyOf('a'), keyOf('b')]
  const { batch } = await act((tx) => triageSites(tx, admin, 'linux', { sites, word: { verdict: 'stays' } }))
  await sayOf(maintainer, 'a', { verdict: 'not-gup' })
  expect(await act((tx) => undoTriages(tx, admin, batch))).toBe(1)
  expect(await stored()).toMatchObject([{ name: 'a', verdict: 'not-gup' }])
})

test('two who judge the same at once come one after the other, and the last word stands', async () => {
  const judge = (origin: Origin, verdict: 'stays' | 'blocked') =>
    act((tx) => triageSites(tx, origin, 'linux', { sites: ['a', 'b', 'c'].map(keyOf), word: { verdict } }))
  const [one, other] = await Promise.all([judge(admin, 'stays'), judge(admin, 'blocked')])
  expect(await database.triage.count()).toBe(3)
  const verdicts = new Set((await stored()).map(({ verdict }) => verdict))
  expect(verdicts.size).toBe(1)
  const last = verdicts.has('stays') ? one : other
  expect(await getTriageBatch(database, admin.actor.participantId, last.batch)).toMatchObject({ sites: 3 })
})

test('how soon somebody should look is said by who may decide, told once for each site that it changes, and undone', async () => {
  const set = (origin: Origin, priority: Priority, names: readonly string[]) =>
    act((tx) => prioritizeSites(tx, origin, 'linux', { sites: names.map(keyOf), priority }))
  const levels = async () =>
    Object.fromEntries(
      (await database.sitePriority.findMany({ select: { level: true, site: { select: { key: true } } } })).map(
        ({ level, site }) => [['a', 'b', 'c'].find((name) => keyOf(name) === site.key), level],
      ),
    )
  await expect(set(contributor, 'high', ['a'])).rejects.toThrow(/Only an admin/)
  await expect(set(maintainer, 'high', ['a', 'c'])).rejects.toThrow(/Only an admin/)
  expect(await set(maintainer, 'high', ['a'])).toMatchObject({ sites: 1 })
  expect(await set(maintainer, 'normal', ['b'])).toMatchObject({ sites: 0 })
  const entries = await database.auditEntry.count()
  const { batch, sites } = await act((tx) =>
    prioritizeSites(tx, admin, 'linux', { filter: { role: 'acquire' }, priority: 'low' }),
  )
  expect([sites, await database.auditEntry.count()]).toEqual([3, entries + 3])
  expect(await getPriorityBatch(database, admin.actor.participantId, batch)).toEqual({ sites: 3, priority: 'low' })
  await set(maintainer, 'high', ['b'])
  expect(await act((tx) => undoPriorities(tx, maintainer, batch))).toBe(0)
  expect(await act((tx) => undoPriorities(tx, admin, batch))).toBe(2)
  expect(await levels()).toEqual({ a: 'high', b: 'high' })
  expect(await act((tx) => undoPriorities(tx, admin, batch))).toBe(0)
  expect(await database.siteSpan.count({ where: { status: 'unconverted' } })).toBe(3)
})
