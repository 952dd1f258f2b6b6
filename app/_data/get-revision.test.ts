import { afterAll, beforeAll, expect, test } from 'vitest'
import { listComparable } from '#app/_compare/queries/list-comparable.ts'
import { listPublished } from '#app/_scans/queries/list-published.ts'
import { listRevisions } from '#app/_scans/queries/list-revisions.ts'
import { listTrees } from '#app/_scans/queries/list-trees.ts'
import { connectDatabase, type Database } from '#prisma/client.ts'
import { findNewest } from '#prisma/telling/find-newest.ts'
import { listKeptTrees } from '#scanner/store/list-kept-trees.ts'
import { summarizeTree } from '#scanner/store/summarize-tree.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { getRevision } from './get-revision.ts'

let database: Database
let treeId: number

/** Two lines: a branch that was scanned twice, and a stable series whose last date lies. */
const lines = [
  [
    { commit: 'a'.repeat(40), label: 'v6.1', committedAt: '2022-12-11' },
    { commit: `abcdef1${'0'.repeat(33)}`, label: 'master', committedAt: '2024-01-01' },
    { commit: 'c'.repeat(40), label: 'master', committedAt: '2024-11-17' },
  ],
  [
    { commit: 'd'.repeat(40), label: 'v6.1.1', committedAt: '2023-02-02' },
    { commit: 'e'.repeat(40), label: 'v6.1.2', committedAt: '2023-01-01' },
  ],
]

beforeAll(async () => {
  database = connectDatabase((await createTestDatabase()).url)
  const tree = await database.tree.create({ data: { slug: 'linux', name: 'Linux', source: '/srv/linux' } })
  treeId = tree.id
  await database.tree.create({ data: { slug: 'empty', name: 'Empty', source: '/srv/empty' } })
  for (const revisions of lines) {
    const line = await database.line.create({ data: { treeId } })
    for (const [index, revision] of revisions.entries()) {
      const { commit, label, committedAt } = revision
      await database.revision.create({
        data: {
          treeId,
          lineId: line.id,
          ordinal: index * 1024,
          commit,
          label,
          subject: label,
          committedAt: new Date(committedAt),
          analysisVersion: '1',
          coverage: {},
          notices: [],
        },
      })
    }
  }
})
afterAll(() => database?.$disconnect())

const commitOf = async (rev: string | null) => (await getRevision(database, treeId, rev))?.commit ?? null

test('before a scan said which line is the trunk, the default is the last of the line with the latest commit', async () => {
  expect(await commitOf(null)).toBe('c'.repeat(40))
})

test('the default of every page, list and mail is the tip of the trunk, whatever its date', async () => {
  const { lineId } = await database.revision.findFirstOrThrow({ where: { label: 'v6.1.2' }, select: { lineId: true } })
  await database.line.update({ where: { id: lineId }, data: { isTrunk: true } })
  try {
    expect(await commitOf(null)).toBe('e'.repeat(40))
    expect(await commitOf('master')).toBe('c'.repeat(40))
    expect((await findNewest(database, treeId))?.label).toBe('v6.1.2')
    expect((await listTrees(database)).find(({ slug }) => slug === 'linux')?.label).toBe('v6.1.2')
    expect((await listRevisions(database, treeId))[0]?.label).toBe('v6.1.2')
    expect((await listPublished(database, treeId))[0]?.label).toBe('v6.1.2')
    expect((await listComparable(database)).find(({ slug }) => slug === 'linux')?.label).toBe('v6.1.2')
    expect((await summarizeTree(database, 'linux'))?.label).toBe('v6.1.2')
    expect((await listKeptTrees(database, 'linux'))[0]?.newest).toBe('v6.1.2')
  } finally {
    await database.line.update({ where: { id: lineId }, data: { isTrunk: false } })
  }
})

test('a label means the newest revision that has it', async () => {
  expect(await commitOf('master')).toBe('c'.repeat(40))
  expect(await commitOf('v6.1')).toBe('a'.repeat(40))
})

test('seven digits of a commit are enough, fewer are a label', async () => {
  expect(await commitOf('ABCDEF1')).toBe(`abcdef1${'0'.repeat(33)}`)
  expect(await commitOf('abcdef')).toBeNull()
})

test('another tree has none of it', async () => {
  expect(await getRevision(database, treeId + 1, 'v6.1')).toBeNull()
  expect(await getRevision(database, treeId + 1, null)).toBeNull()
})

test('every name of the list leads to its revision', async () => {
  const revisions = await listRevisions(database, treeId)
  expect(revisions.map(({ name }) => name)).toEqual(['master', 'abcdef100000', 'v6.1', 'v6.1.2', 'v6.1.1'])
  for (const { name, commit } of revisions) expect(await commitOf(name)).toBe(commit)
})

test('a tree is listed with the revision that its overview shows, and one without any is listed too', async () => {
  const trees = await listTrees(database)
  expect(trees.map(({ slug, label, revisions }) => ({ slug, label, revisions }))).toEqual([
    { slug: 'empty', label: null, revisions: 0 },
    { slug: 'linux', label: 'master', revisions: 5 },
  ])
})
