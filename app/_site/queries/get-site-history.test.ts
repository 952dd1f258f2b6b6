import { beforeAll, expect, test } from 'vitest'
import { composeLifeLine } from '#app/_site/compose-life-line.ts'
import { findOrigin } from '#app/_site/find-origin.ts'
import type { Database } from '#prisma/client.ts'
import { publishRevision } from '#scanner/store/publish-revision.ts'
import { claimTree, openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { keyOf, type SampleSite, samplePublication } from '#scanner/testing/sample-publication.ts'
import { getSiteHistory } from './get-site-history.ts'
import { listCarriers } from './list-carriers.ts'

let db: Database
let treeId: number
let lineOf: Readonly<Record<string, number>>

/** A trunk a1–a4, of which b is forked at a2, and another tree. */
const trunk: readonly (readonly SampleSite[])[] = [
  [
    { name: 'x', status: 'converted' },
    { name: 'y', status: 'converted' },
  ],
  [
    { name: 'x', status: 'mismatched', line: 3 },
    { name: 'y', status: 'unconverted' },
  ],
  [
    { name: 'x', status: 'mismatched', line: 9 },
    { name: 'y', status: 'unconverted' },
  ],
  [
    { name: 'x', status: 'converted' },
    { name: 'y', status: 'unconverted' },
  ],
]
const branch: readonly (readonly SampleSite[])[] = [
  [
    { name: 'x', status: 'mismatched', line: 3 },
    { name: 'y', status: 'unconverted' },
  ],
  [{ name: 'x', status: 'mismatched', line: 4 }],
]

beforeAll(async () => {
  db = (await openTestDatabase()).db
  const tree = await claimTree(db)
  treeId = tree.treeId
  for (const [letter, revisions] of [
    ['a', trunk],
    ['b', branch],
  ] as const)
    for (const [index, sites] of revisions.entries())
      await publishRevision(db, samplePublication({ commit: `${letter}${index + 1}`, sites }), tree.options)
  const other = await claimTree(db, '/srv/other')
  await publishRevision(
    db,
    samplePublication({ commit: 'c1', sites: [{ name: 'x', status: 'mismatched', line: 7 }, { name: 'y' }] }),
    other.options,
  )
  const revisions = await db.revision.findMany({ select: { id: true, commit: true, lineId: true } })
  lineOf = Object.fromEntries(revisions.map(({ commit, lineId }) => [commit, lineId]))
  const fork = revisions.find(({ commit }) => commit === 'a2')
  await db.line.update({ where: { id: lineOf.b1 ?? 0 }, data: { forkedFromId: fork?.id ?? 0 }, select: { id: true } })
  await db.event.updateMany({
    where: { kind: 'regressed', revision: { commit: 'a2' } },
    data: {
      attribution: 'commit',
      commit: '1234567890abcdef1234567890abcdef12345678',
      subject: 'x: break it',
      authorName: 'A. Uthor',
      trailers: [{ name: 'Reviewed-by', value: 'B' }],
    },
  })
})

async function statesOf(name: string, commit: string) {
  const site = await db.site.findUnique({
    where: { treeId_key: { treeId, key: keyOf(name) } },
    select: { id: true },
  })
  const { revisions, spans, events } = await getSiteHistory(db, treeId, lineOf[commit] ?? 0, site?.id ?? 0)
  return composeLifeLine(revisions, spans, events)
}
const tell = async (name: string, commit: string) =>
  (await statesOf(name, commit)).map(
    ({ first, last, site, events }) =>
      `${first.label}–${last.label} ${site?.status ?? 'absent'}${events.map(({ kind }) => ` +${kind}`).join('')}`,
  )

test('the states of a site are those of its line, each with its event', async () => {
  expect(await tell('x', 'a1')).toEqual([
    'a1–a1 converted',
    'a2–a3 mismatched +regressed',
    'a4–a4 converted +converted',
  ])
})

test('a branch begins with what its trunk had up to the fork, and ends as it went on itself', async () => {
  expect(await tell('x', 'b1')).toEqual(['a1–a1 converted', 'a2–b2 mismatched +regressed'])
  expect((await tell('y', 'b1')).at(-1)).toMatch(/^b2–b2 absent/)
})

test('the commit that made a site so comes with its author and trailers', async () => {
  const states = await statesOf('x', 'b1')
  expect(findOrigin(states, 1)).toMatchObject({
    base: { label: 'a1' },
    revision: { label: 'a2' },
    event: { commit: expect.stringMatching(/^1234567890ab/), trailers: [{ name: 'Reviewed-by', value: 'B' }] },
  })
})

test('lines carry a bug whose newest revision has it, of whichever tree', async () => {
  const carriers = await listCarriers(db, keyOf('x'), { status: 'mismatched', afterRegression: false })
  expect(carriers.map(({ label, line }) => [label, line])).toEqual([
    ['b2', 4],
    ['c1', 7],
  ])
})

test('a conversion was undone only where it had been made', async () => {
  const carriers = await listCarriers(db, keyOf('y'), { status: 'unconverted', afterRegression: true })
  expect(carriers.map(({ label }) => label)).toEqual(['a4'])
  const any = await listCarriers(db, keyOf('y'), { status: 'unconverted', afterRegression: false })
  expect(any.map(({ label }) => label)).toEqual(['a4', 'c1'])
})

test('lines that no branch leads to any more are left out', async () => {
  await db.revision.updateMany({ where: { commit: 'b2' }, data: { isReachable: false } })
  const carriers = await listCarriers(db, keyOf('x'), { status: 'mismatched', afterRegression: false })
  expect(carriers.map(({ label }) => label)).toEqual(['c1'])
})
