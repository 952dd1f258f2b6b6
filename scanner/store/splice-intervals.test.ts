import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Database } from '#prisma/client.ts'
import { openEnd } from '#scanner/model/interval.ts'
import { openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { fileSpans } from './interval-tables.ts'
import { spliceIntervals } from './splice-intervals.ts'

let db: Database
let lineId: number
beforeAll(async () => {
  ;({ db } = await openTestDatabase())
  const tree = await db.tree.create({
    data: { slug: 'linux', name: 'linux', source: '/srv/linux' },
    select: { id: true },
  })
  lineId = (await db.line.create({ data: { treeId: tree.id }, select: { id: true } })).id
})

/** Content by key: what a table says at one revision. */
type State = Readonly<Record<string, string>>

/** Splices states in, each at the ordinal that is its place, as if published in this order; returns `key content [from,to)`. */
async function spliceAll(steps: readonly (readonly [ordinal: number, state: State])[]): Promise<readonly string[]> {
  await db.$executeRaw`delete from file_span`
  const published = new Set<number>()
  for (const [ordinal, state] of steps) {
    const next = Math.min(openEnd, ...[...published].filter((other) => other > ordinal))
    const rows = Object.entries(state).map(([path, oid]) => ({ path, oid }))
    await db.$transaction((tx) => spliceIntervals(tx, fileSpans, { lineId, ordinal, next }, rows))
    published.add(ordinal)
  }
  const rows = await db.fileSpan.findMany({ orderBy: [{ path: 'asc' }, { fromOrdinal: 'asc' }] })
  return rows.map(({ path, oid, fromOrdinal, toOrdinal }) => formatSpan(path, oid, fromOrdinal, toOrdinal))
}

const formatSpan = (key: string, content: string, from: number, to: number) =>
  `${key} ${content} [${from},${to === openEnd ? 'open' : to})`

test('what stays the same is one interval', async () => {
  expect(
    await spliceAll([
      [0, { a: 'x' }],
      [1, { a: 'x' }],
      [2, { a: 'x' }],
    ]),
  ).toEqual(['a x [0,open)'])
})

test('what changes is cut, what goes ends, what comes begins', async () => {
  const spans = await spliceAll([
    [0, { a: 'x', b: 'x' }],
    [1, { a: 'y', c: 'x' }],
  ])
  expect(spans).toEqual(['a x [0,1)', 'a y [1,open)', 'b x [0,1)', 'c x [1,open)'])
})

test('a revision between two that differs from both cuts an interval into two', async () => {
  expect(
    await spliceAll([
      [0, { a: 'x' }],
      [2, { a: 'x' }],
      [1, {}],
    ]),
  ).toEqual(['a x [0,1)', 'a x [2,open)'])
})

test('a revision that is published again and says something else joins its neighbours', async () => {
  const spans = await spliceAll([
    [0, { a: 'x' }],
    [1, { a: 'y' }],
    [2, { a: 'x' }],
    [1, { a: 'x' }],
  ])
  expect(spans).toEqual(['a x [0,open)'])
})

test('a revision before the first is the beginning of what it shares', async () => {
  expect(
    await spliceAll([
      [5, { a: 'x', b: 'x' }],
      [0, { a: 'x' }],
    ]),
  ).toEqual(['a x [0,open)', 'b x [5,open)'])
})

test('lines do not touch each other', async () => {
  await spliceAll([[0, { a: 'x' }]])
  const { treeId } = await db.line.findUniqueOrThrow({ where: { id: lineId } })
  const other = await db.line.create({ data: { treeId }, select: { id: true } })
  const place = { lineId: other.id, ordinal: 0, next: openEnd }
  await db.$transaction((tx) => spliceIntervals(tx, fileSpans, place, [{ path: 'a', oid: 'y' }]))
  await db.$transaction((tx) => spliceIntervals(tx, fileSpans, place, []))
  expect(await db.fileSpan.findMany({ select: { lineId: true, oid: true } })).toEqual([{ lineId, oid: 'x' }])
})

test('two rows of one key are refused', async () => {
  const rows = [
    { path: 'a', oid: 'x' },
    { path: 'a', oid: 'y' },
  ]
  const place = { lineId, ordinal: 0, next: openEnd }
  await expect(db.$transaction((tx) => spliceIntervals(tx, fileSpans, place, rows))).rejects.toThrow('23505')
})

test('texts that Postgres cannot hold are kept as far as it can', async () => {
  expect(await spliceAll([[0, { 'a\0\ud800': '\\u0000' }]])).toEqual(['a\ufffd\ufffd \\u0000 [0,open)'])
})

/** The longest intervals that say what the states say. */
function longestSpans(states: ReadonlyMap<number, State>): readonly string[] {
  const ordinals = [...states.keys()].sort((a, b) => a - b)
  const keys = [...new Set([...states.values()].flatMap((state) => Object.keys(state)))].sort()
  return keys.flatMap((key) => {
    const spans: string[] = []
    let from = 0
    for (const [index, ordinal] of ordinals.entries()) {
      const content = states.get(ordinal)?.[key]
      const next = ordinals[index + 1] ?? openEnd
      const before = states.get(ordinals[index - 1] ?? Number.NaN)?.[key]
      if (content === undefined) continue
      if (content !== before) from = ordinal
      if (states.get(next)?.[key] !== content) spans.push(formatSpan(key, content, from, next))
    }
    return spans
  })
}

test('in any order and however often, the intervals are the longest that say what was published last of each revision', async () => {
  const state = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('x', 'y'), { noNullPrototype: true })
  const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 7 }), state), { minLength: 1, maxLength: 14 })
  await fc.assert(
    fc.asyncProperty(steps, async (published) => {
      expect(await spliceAll(published)).toEqual(longestSpans(new Map(published)))
    }),
    { numRuns: 40 },
  )
}, 300_000)
