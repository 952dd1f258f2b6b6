import { afterAll, beforeAll, expect, test } from 'vitest'
import { getRevision } from '#app/_data/get-revision.ts'
import { remainingOf } from '#app/_data/progress.ts'
import { listLargestSubsystems } from '#app/_overview/queries/list-largest-subsystems.ts'
import { connectDatabase, type Database } from '#prisma/client.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { publishDemo } from '#scanner/testing/publish-demo.ts'
import { listTrendSubsystems } from './list-trend-subsystems.ts'

let database: Database
const ids: number[] = []
const labels = ['v5.3', 'v6.1', 'v6.12']

beforeAll(async () => {
  database = connectDatabase((await createTestDatabase()).url)
  const tree = await publishDemo(database, labels)
  for (const label of labels) {
    const revision = await getRevision(database, tree.id, label)
    if (revision !== null) ids.push(revision.id)
  }
})
afterAll(() => database?.$disconnect())

test('every number of a section is that of the list of its revision', async () => {
  const trends = await listTrendSubsystems(database, ids, 1000)
  expect(trends.length).toBeGreaterThan(10)
  for (const [index, id] of ids.entries()) {
    const { subsystems } = await listLargestSubsystems(database, id, 1000)
    for (const { slug, title, progress } of trends) {
      const listed = subsystems.find((subsystem) => subsystem.slug === slug)
      const { converted = 0, mismatched = 0, unconverted = 0, unknown = 0 } = listed ?? {}
      expect(progress[index], `${title} at ${labels[index]}`).toMatchObject({
        converted,
        mismatched,
        unconverted,
        unknown,
      })
    }
  }
})

test('sections with most at either end come first, and one that never had anything to convert does not come', async () => {
  const trends = await listTrendSubsystems(database, ids, 1000)
  const ends = trends.map(({ progress }) =>
    Math.max(...[progress[0], progress.at(-1)].map((at) => (at === undefined ? 0 : remainingOf(at)))),
  )
  expect(ends).toEqual([...ends].sort((a, b) => b - a))
  expect(Math.min(...ends)).toBeGreaterThan(0)
  expect((await listTrendSubsystems(database, ids, 3)).map(({ slug }) => slug)).toHaveLength(3)
})

test('no revision, no section', async () => {
  expect(await listTrendSubsystems(database, [], 12)).toEqual([])
})
