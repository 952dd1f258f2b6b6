import { afterAll, beforeAll, expect, test } from 'vitest'
import { getRevision } from '#app/_data/get-revision.ts'
import { type FilterValues, filterOf } from '#app/_data/site-filter.ts'
import type { EventCursor } from '#app/_events/event-order.ts'
import { type EventsQuery, emptyEventsQuery } from '#app/_events/events-query.ts'
import { listSubsystems } from '#app/_owners/queries/list-subsystems.ts'
import { getSite } from '#app/_site/queries/get-site.ts'
import { connectDatabase, type Database } from '#prisma/client.ts'
import { eventKinds } from '#scanner/model/event.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { publishDemo } from '#scanner/testing/publish-demo.ts'
import { countEvents, type ListedEvent, listEvents } from './list-events.ts'
import { listSteps, type Step } from './list-steps.ts'

let database: Database
let treeId: number
let steps: readonly Step[]

beforeAll(async () => {
  database = connectDatabase((await createTestDatabase()).url)
  treeId = (await publishDemo(database, ['v5.5', 'v5.15', 'v6.1', 'v6.12'])).id
  const newest = await getRevision(database, treeId, null)
  steps = await listSteps(database, treeId, newest?.id ?? 0)
})
afterAll(() => database?.$disconnect())

const every = { ...emptyEventsQuery, kinds: eventKinds }
const list = async (query: EventsQuery, limit = 10_000, of = steps) =>
  listEvents(database, treeId, of, { query, limit })
const nameOf = ({ revisionId, key, kind }: ListedEvent) => `${revisionId} ${key} ${kind}`

test('steps lead from each revision to the one before it, newest first', () => {
  expect(steps.map(({ base, revision }) => [base.label, revision.label])).toEqual([
    ['v6.1', 'v6.12'],
    ['v5.15', 'v6.1'],
    ['v5.5', 'v5.15'],
  ])
})

test('pages in both directions are parts of one list, newest step and what hurts first', async () => {
  const { events: all } = await list(every)
  expect(all.length).toBeGreaterThan(30)
  const order = all.map(
    ({ revisionId, kind }) =>
      steps.findIndex(({ revision }) => revision.id === revisionId) * 10 + eventKinds.indexOf(kind),
  )
  expect(order).toEqual([...order].sort((a, b) => a - b))
  const seen: string[] = []
  let cursor: EventCursor | null = null
  let back: EventCursor | null = null
  do {
    const page = await list({ ...every, cursor }, 7)
    seen.push(...page.events.map(nameOf))
    back = page.previous === null ? null : { side: 'before', place: page.previous }
    cursor = page.next === null ? null : { side: 'after', place: page.next }
  } while (cursor !== null)
  expect(seen).toEqual(all.map(nameOf))
  const before = await list({ ...every, cursor: back }, 7)
  const end = seen.length - ((seen.length - 1) % 7) - 1
  expect(before.events.map(nameOf)).toEqual(seen.slice(end - 7, end))
})

test('a site stands where it is after the event, or was last, with what it was', async () => {
  const { events } = await list(every)
  for (const event of events) {
    const step = steps.find(({ revision }) => revision.id === event.revisionId)
    if (step === undefined) throw new Error('of no step')
    const now = await getSite(database, treeId, step.revision, event.key)
    const was = await getSite(database, treeId, step.base, event.key)
    const at = event.kind === 'gone' ? was : now
    expect(at).toMatchObject({ path: event.path, line: event.line, status: event.status, api: event.api })
    if (event.kind === 'appeared') expect(event.was).toBeNull()
    else expect(event.was).toMatchObject({ status: was?.status, path: was?.path })
  }
})

test('counts of a step are those of its list, and each kind alone is a part of it', async () => {
  const [step] = steps
  if (step === undefined) throw new Error('no step')
  const { events } = await list(every, 10_000, [step])
  const counts = await countEvents(database, treeId, step, emptyEventsQuery)
  for (const kind of eventKinds) {
    const alone = await list({ ...emptyEventsQuery, kinds: [kind] }, 10_000, [step])
    expect(alone.events).toEqual(events.filter((event) => event.kind === kind))
    expect(counts.get(kind) ?? 0).toBe(alone.events.length)
  }
})

test('without a kind moves are left out', async () => {
  const usual = await list(emptyEventsQuery)
  const all = await list(every)
  expect(usual.events).toEqual(all.events.filter(({ kind }) => kind !== 'moved'))
})

test('a section and a person have the events that are counted for them', async () => {
  const [step] = steps
  if (step === undefined) throw new Error('no step')
  const counted = await database.eventCount.findMany({
    where: { revisionId: step.revision.id },
    select: { sites: true, subsystem: { select: { slug: true } }, person: { select: { email: true } } },
  })
  const totals = new Map<string, number>()
  for (const { sites, subsystem, person } of counted) {
    const name = subsystem?.slug ?? person?.email ?? ''
    totals.set(name, (totals.get(name) ?? 0) + sites)
  }
  expect(totals.size).toBeGreaterThan(4)
  for (const [name, total] of totals) {
    const owner = name === '' ? {} : name.includes('@') ? { maintainer: name } : { subsystem: name }
    const { events } = await list({ ...emptyEventsQuery, filter: filterOf(owner) }, 10_000, [step])
    expect(events.length, name).toBe(total)
  }
})

test('a title means its section, and parts of a filter narrow one another', async () => {
  const [step] = steps
  const sections = await listSubsystems(database, step?.revision ?? { id: 0, lineId: 0, ordinal: 0 })
  const filtered = async (filter: FilterValues) => (await list({ ...every, filter: filterOf(filter) })).events
  for (const { title, slug } of sections.slice(0, 3))
    expect(await filtered({ subsystem: title.toLowerCase() })).toEqual(await filtered({ subsystem: slug }))
  const acquires = await filtered({ role: 'acquire', path: 'drivers', status: 'converted' })
  const all = (await list(every)).events
  expect(acquires).toEqual(
    all.filter(({ role, path, status }) => role === 'acquire' && path.startsWith('drivers/') && status === 'converted'),
  )
  expect(acquires.length).toBeGreaterThan(0)
  expect(await filtered({ subsystem: 'no such section' })).toEqual([])
})

test('a cursor of a step that is no more finds nothing', async () => {
  const place = { revisionId: 999_999, kind: 'gone', role: 'acquire', path: '', line: 1, key: '' } as const
  expect(await list({ ...every, cursor: { side: 'after', place } })).toEqual({ events: [], previous: null, next: null })
})
