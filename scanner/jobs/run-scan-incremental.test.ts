import { describe, expect, test } from 'vitest'
import { openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { type GraphCommit, makeGraph } from '#scanner/testing/commit-graph.ts'
import { dumpStore } from '#scanner/testing/dump-store.ts'
import { listLabels, runWish } from '#scanner/testing/run-wish.ts'

/** A day apart, from the second day of 2024: 02 … 11; every fourth has a tag. */
const days = Array.from({ length: 10 }, (_, index): GraphCommit => {
  const before = index === 0 ? [] : [`${(index - 1) % 4 === 0 ? 'v' : '.'}${index + 1}`]
  return { name: `${index % 4 === 0 ? 'v' : '.'}${index + 2}`, on: before, at: Date.UTC(2024, 0, index + 2) / 1000 }
})

async function makeDays() {
  const graph = makeGraph(...days)
  const { db } = await openTestDatabase()
  const names = new Map(days.map(({ name }) => [graph.oidOf(name).slice(0, 12), name]))
  const list = async () =>
    (await listLabels(db)).flatMap(({ revisions }) => revisions.map((one) => names.get(one) ?? one))
  return { graph, db, list, source: graph.directory }
}

describe('--since', () => {
  test('with globs leaves older tags out', async () => {
    const { db, source, list } = await makeDays()
    await runWish(db, { source, tags: ['v*'], since: new Date('2024-01-06') })
    expect(await list()).toEqual(['v6', 'v10'])
  })

  test('alone is every tag since then that leads to the revisions, and these', async () => {
    const { db, source, list, graph } = await makeDays()
    graph.add({ name: 'elsewhere', on: ['v6'], branch: 'other', at: Date.UTC(2024, 1, 1) / 1000 })
    await runWish(db, { source, revisions: ['main'], since: new Date('2024-01-05') })
    expect(await list()).toEqual(['v6', 'v10', 'main'])
  })

  test('after the last tag says so', async () => {
    const { db, source } = await makeDays()
    expect(await runWish(db, { source, tags: ['v*'], since: new Date('2024-02-01') })).toMatchObject({
      kind: 'failed',
      message: '"v*": 3 tags match, and none was committed since 2024-02-01.',
    })
  })
})

describe('--every', () => {
  test('goes back to a date, and with a smaller number fills the gaps', async () => {
    const { db, source, list } = await makeDays()
    const since = new Date('2024-01-03')
    expect(await runWish(db, { source, every: 4, since })).toMatchObject({ published: 3 })
    expect(await list()).toEqual(['.3', '.7', '.11'])
    expect(await runWish(db, { source, every: 4, since })).toEqual({ kind: 'done', published: 0, known: 1 })
    // the one behind each gap is matched anew
    expect(await runWish(db, { source, every: 2, since })).toMatchObject({ kind: 'done' })
    expect(await list()).toEqual(['.3', '.5', '.7', '.9', '.11'])
    const inOrder = await openTestDatabase()
    await runWish(inOrder.db, { source, every: 2, since })
    const { scan: _, site: __, ...rows } = await dumpStore(db)
    const { scan: ___, site: ____, ...wanted } = await dumpStore(inOrder.db)
    expect(rows).toEqual(wanted)
  })

  test('goes back to what is published, and on from there when the branch has grown', async () => {
    const { db, source, list, graph } = await makeDays()
    expect(await runWish(db, { source, every: 3 })).toMatchObject({
      kind: 'failed',
      message: expect.stringMatching(/^Every 3 commits would go back to the very first one: .* --since/),
    })
    await runWish(db, { source, revisions: ['v2'] })
    await runWish(db, { source, every: 3 })
    expect(await list()).toEqual(['v2', '.5', '.8', '.11'])
    graph.add(...[12, 13, 14, 15].map((day) => ({ name: `.${day}`, on: [`.${day - 1}`] })))
    await runWish(db, { source, every: 3 })
    expect((await list()).length).toBe(6)
  })
})

test('ten thousand commits with a tag each are resolved in a moment', async () => {
  const graph = makeGraph({ name: 'v0', on: [] })
  const commits = Array.from({ length: 10_000 }, (_, at) =>
    [
      `commit refs/heads/main\nmark :${at + 1}\ncommitter A Tester <tester@example.org> ${1_700_000_000 + at} +0000\n`,
      'data 1\nx\n',
      at === 0 ? `from ${graph.oidOf('v0')}\n` : '',
      `\nreset refs/tags/r${at + 1}\nfrom :${at + 1}\n\n`,
    ].join(''),
  )
  graph.git(['fast-import', '--quiet', '--force'], commits.join(''))
  const { db } = await openTestDatabase()
  const source = graph.directory
  await runWish(db, { source, revisions: ['v0'] })
  expect(await runWish(db, { source, tags: ['r1', 'r9999'], every: 4000 })).toMatchObject({ kind: 'done' })
  expect(await listLabels(db)).toEqual([{ revisions: ['v0', 'r1', 'r1999', 'r5999', 'r9999'], forkedFrom: null }])
  // all names are looked at again
  expect(await runWish(db, { source, revisions: ['r10000'] })).toEqual({ kind: 'done', published: 1, known: 0 })
})
