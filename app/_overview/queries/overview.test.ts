import { afterAll, beforeAll, expect, test } from 'vitest'
import { getRevision, type RevisionDetails } from '#app/_data/get-revision.ts'
import { type FilterValues, filterOf } from '#app/_data/site-filter.ts'
import { emptyEventsQuery } from '#app/_events/events-query.ts'
import { listEvents } from '#app/_events/queries/list-events.ts'
import { listStepTotals } from '#app/_events/queries/list-step-totals.ts'
import { listSteps } from '#app/_events/queries/list-steps.ts'
import { listSites } from '#app/_sites/queries/list-sites.ts'
import { defaultOrder } from '#app/_sites/site-order.ts'
import { connectDatabase, type Database } from '#prisma/client.ts'
import { findings } from '#scanner/model/site.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { publishDemo } from '#scanner/testing/publish-demo.ts'
import { countFindings } from './count-findings.ts'
import { listLargestSubsystems } from './list-largest-subsystems.ts'
import { listStatusCounts } from './list-status-counts.ts'

let database: Database
let treeId: number
let first: RevisionDetails
let last: RevisionDetails

beforeAll(async () => {
  database = connectDatabase((await createTestDatabase()).url)
  const tree = await publishDemo(database, ['v6.10', 'v6.12'])
  treeId = tree.id
  const revisions = [await getRevision(database, tree.id, 'v6.10'), await getRevision(database, tree.id, null)]
  if (!revisions[0] || !revisions[1]) throw new Error('not published')
  first = revisions[0]
  last = revisions[1]
})
afterAll(() => database?.$disconnect())

/** As the site list says it. */
const sitesWith = async (revision: RevisionDetails, filter: FilterValues) =>
  listSites(database, revision, filterOf({ all: true, ...filter }), { order: defaultOrder, cursor: null, limit: 5000 })

test('each count is the length of the list that it links to', async () => {
  const counts = await listStatusCounts(database, last.id)
  expect(counts.length).toBeGreaterThan(8)
  for (const { role, status, sites } of counts) {
    expect((await sitesWith(last, { role, status })).total, `${role} ${status}`).toBe(sites)
  }
  const { total } = await sitesWith(last, {})
  expect(counts.reduce((sum, { sites }) => sum + sites, 0)).toBe(total)
})

test('subsystems are parts of the whole, what remains first', async () => {
  const { subsystems, total } = await listLargestSubsystems(database, last.id, 1000)
  expect(subsystems).toHaveLength(total)
  const counts = await listStatusCounts(database, last.id)
  const owned = (await sitesWith(last, { role: 'acquire', status: 'unconverted' })).sites.filter(
    ({ subsystem }) => subsystem !== null,
  )
  const unconverted = subsystems.reduce((sum, subsystem) => sum + subsystem.unconverted, 0)
  expect(unconverted).toBe(owned.length)
  expect(unconverted).toBeLessThanOrEqual(
    counts.find(({ role, status }) => role === 'acquire' && status === 'unconverted')?.sites ?? 0,
  )
  const remaining = subsystems.map(({ mismatched, unconverted, unknown }) => mismatched + unconverted + unknown)
  expect(remaining).toEqual([...remaining].sort((a, b) => b - a))
})

test('fewer subsystems are the first of all', async () => {
  const all = await listLargestSubsystems(database, last.id, 1000)
  const some = await listLargestSubsystems(database, last.id, 3)
  expect(some).toEqual({ subsystems: all.subsystems.slice(0, 3), total: all.total })
})

test('findings are counted as the rows have them', async () => {
  const { sites } = await sitesWith(last, {})
  const seen = sites.filter(({ status }) => status !== 'unrelated').flatMap((site) => site.findings)
  const expected = findings.map((finding) => [finding, seen.filter((other) => other === finding).length])
  const counts = await countFindings(database, last)
  expect(new Map(counts.map(({ finding, sites }) => [finding, sites]))).toEqual(
    new Map(expected.filter(([, count]) => count !== 0) as [(typeof findings)[number], number][]),
  )
  expect(counts.length).toBeGreaterThan(0)
})

test('the first revision of a line has no step', async () => {
  expect(await listSteps(database, treeId, first.id)).toEqual([])
})

test('the totals of a step are the lengths of its lists', async () => {
  const [step] = await listSteps(database, treeId, last.id)
  if (step === undefined) throw new Error('no step')
  const totals = await listStepTotals(database, [step.revision.id, first.id])
  const query = emptyEventsQuery
  const { events } = await listEvents(database, treeId, [step], { query, limit: 10_000 })
  const kinds = [...new Set(events.map(({ kind }) => kind))]
  expect(kinds).toContain('gone')
  const counted = kinds.map((kind) => [kind, events.filter((event) => event.kind === kind).length] as const)
  expect(totals.get(step.revision.id)).toEqual(new Map(counted))
  expect(totals.get(first.id)).toEqual(new Map())
})
