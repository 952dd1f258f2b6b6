import { afterAll, beforeAll, expect, test } from 'vitest'
import { getRevision, type RevisionDetails } from '#app/_data/get-revision.ts'
import { remainingOf, sumProgress } from '#app/_data/progress.ts'
import { type FilterValues, filterOf } from '#app/_data/site-filter.ts'
import { listMaintainers } from '#app/_owners/queries/list-maintainers.ts'
import { listOwnedSites } from '#app/_owners/queries/list-owned-sites.ts'
import { listSubsystems } from '#app/_owners/queries/list-subsystems.ts'
import { inflowOf, outflowOf, type TrendOwner, unexplainedOf } from '#app/_trend/trend-point.ts'
import { connectDatabase, type Database } from '#prisma/client.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { publishDemo } from '#scanner/testing/publish-demo.ts'
import { getPathTrend } from './get-path-trend.ts'
import { getTrend, type Trend } from './get-trend.ts'

let database: Database
let treeId: number
let last: RevisionDetails
const labels = ['v5.3', 'v5.10', 'v6.1', 'v6.12']

beforeAll(async () => {
  database = connectDatabase((await createTestDatabase()).url)
  treeId = (await publishDemo(database, labels)).id
  last = await revisionOf(null)
})
afterAll(() => database?.$disconnect())

async function revisionOf(rev: string | null): Promise<RevisionDetails> {
  const revision = await getRevision(database, treeId, rev)
  if (revision === null) throw new Error(`${rev} is not published`)
  return revision
}
const trendOf = (owner: TrendOwner, revision = last): Promise<Trend> =>
  getTrend(database, revision.id, { treeId, owner })

/** Every number of a chart against the list of the page that it stands on. */
async function expectPagesToAgree(trend: Trend, filter: FilterValues): Promise<void> {
  for (const { label, progress } of trend.points) {
    const sites = await listOwnedSites(database, await revisionOf(label), filterOf(filter))
    expect(progress, label).toEqual(sumProgress(sites))
  }
}

test('the chart of the tree has each revision up to the one that is shown, and says what the lists say', async () => {
  const trend = await trendOf({ kind: 'tree' })
  expect(trend.points.map(({ label }) => label)).toEqual(labels)
  await expectPagesToAgree(trend, {})
  const earlier = await trendOf({ kind: 'tree' }, await revisionOf('v6.1'))
  expect(earlier.points).toEqual(trend.points.slice(0, 3))
})

test('the chart of each section says what its page says', async () => {
  const subsystems = await listSubsystems(database, last)
  for (const { slug } of subsystems.slice(0, 12))
    await expectPagesToAgree(await trendOf({ kind: 'subsystem', slug }), { subsystem: slug })
})

test('the picture of a directory or a file says what its page says', async () => {
  for (const path of ['drivers', 'drivers/media', 'mm/gup.c', 'nowhere'])
    await expectPagesToAgree({ points: await getPathTrend(database, last.id, path), total: 4 }, { path })
})

test('the chart of each person says what the page says', async () => {
  const people = await listMaintainers(database, last, null)
  for (const { email } of people.slice(0, 12))
    await expectPagesToAgree(await trendOf({ kind: 'maintainer', email }), { maintainer: email })
})

test('what steps bring and take is what makes the difference between two revisions', async () => {
  const { points } = await trendOf({ kind: 'tree' })
  expect(points[0]).toMatchObject({ changed: 0 })
  for (const [index, point] of points.entries()) {
    const before = points[index - 1]
    if (before === undefined) continue
    expect(point.changed).toBeGreaterThanOrEqual(outflowOf(point.flow))
    expect(inflowOf(point.flow) + outflowOf(point.flow)).toBeGreaterThan(0)
    const unexplained = unexplainedOf(before.progress, point)
    // a release that is found no more, or a regression of what remained already
    expect(Math.abs(unexplained), point.label).toBeLessThanOrEqual(3)
    expect(remainingOf(point.progress)).toBe(
      remainingOf(before.progress) + inflowOf(point.flow) - outflowOf(point.flow) + unexplained,
    )
  }
})

test('nobody has a chart of zeros alone', async () => {
  const { points, total } = await trendOf({ kind: 'maintainer', email: 'nobody@example.org' })
  expect(total).toBe(labels.length)
  expect(points.every(({ progress, changed }) => remainingOf(progress) === 0 && changed === 0)).toBe(true)
})
