import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDatabase, type Database } from '#prisma/client.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { listTrendRevisions } from './list-trend-revisions.ts'

let database: Database
const ids = new Map<string, number>()

/** Mainline, a stable line that leaves it in its middle, and a vendor line that leaves that one. Dates lie. */
beforeAll(async () => {
  database = connectDatabase((await createTestDatabase()).url)
  const tree = await database.tree.create({ data: { slug: 'linux', name: 'Linux', source: '/srv/linux' } })
  await addLine(tree.id, null, ['v6.0', 'v6.1', 'v6.2'])
  await addLine(tree.id, 'v6.1', ['v6.1.1', 'v6.1.2', 'v6.1.3'])
  await addLine(tree.id, 'v6.1.2', ['vendor', 'v6.0'])
})
afterAll(() => database?.$disconnect())

async function addLine(treeId: number, fork: string | null, labels: readonly string[]): Promise<void> {
  const forkedFromId = fork === null ? null : (ids.get(fork) ?? null)
  const line = await database.line.create({ data: { treeId, forkedFromId }, select: { id: true } })
  for (const [index, label] of labels.entries()) {
    const commit = `${ids.size}`.repeat(40)
    const revision = await database.revision.create({
      data: {
        treeId,
        lineId: line.id,
        ordinal: index * 1024,
        commit,
        label,
        subject: label,
        committedAt: new Date(Date.UTC(2024, 0, 20 - index)),
        analysisVersion: '1',
        coverage: {},
        notices: [],
      },
      select: { id: true },
    })
    ids.set(ids.has(label) ? `${label} again` : label, revision.id)
  }
}

const historyOf = async (label: string, limit = 100) =>
  (await listTrendRevisions(database, ids.get(label) ?? 0, limit)).revisions.map((revision) => revision.label)

test('a history is in order of ancestry and ends where the page is', async () => {
  expect(await historyOf('v6.2')).toEqual(['v6.0', 'v6.1', 'v6.2'])
  expect(await historyOf('v6.1')).toEqual(['v6.0', 'v6.1'])
  expect(await historyOf('v6.0')).toEqual(['v6.0'])
})

test('before a fork it is that of the other line, whose later part is no step of it', async () => {
  expect(await historyOf('v6.1.3')).toEqual(['v6.0', 'v6.1', 'v6.1.1', 'v6.1.2', 'v6.1.3'])
  expect(await historyOf('vendor')).toEqual(['v6.0', 'v6.1', 'v6.1.1', 'v6.1.2', 'vendor'])
})

test('the first of a line that forks is told', async () => {
  const { revisions } = await listTrendRevisions(database, ids.get('vendor') ?? 0, 100)
  expect(revisions.filter(({ isFork }) => isFork).map(({ label }) => label)).toEqual(['v6.1.1', 'vendor'])
})

test('of a long history the last revisions are there, and how many there are', async () => {
  const { revisions, total } = await listTrendRevisions(database, ids.get('v6.1.3') ?? 0, 2)
  expect(revisions.map(({ label }) => label)).toEqual(['v6.1.2', 'v6.1.3'])
  expect(total).toBe(5)
})

test('a label that two revisions have names none of them', async () => {
  const { revisions } = await listTrendRevisions(database, ids.get('v6.0 again') ?? 0, 100)
  expect(revisions.map(({ name }) => name)).toEqual([
    '000000000000',
    'v6.1',
    'v6.1.1',
    'v6.1.2',
    'vendor',
    '777777777777',
  ])
})
