import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getRevision } from '#app/_data/get-revision.ts'
import type { RevisionPlace } from '#app/_data/revision-place.ts'
import { filterOf, type SiteFilter } from '#app/_data/site-filter.ts'
import { statusUrgency } from '#app/_data/status-urgency.ts'
import { type SiteCursor, type SiteOrder, siteSorts } from '#app/_sites/site-order.ts'
import { connectDatabase, type Database } from '#prisma/client.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { publishDemo } from '#scanner/testing/publish-demo.ts'
import { type ListedSite, listSites } from './list-sites.ts'

let database: Database
let place: RevisionPlace

beforeAll(async () => {
  database = connectDatabase((await createTestDatabase()).url)
  const tree = await publishDemo(database, ['v5.1', 'v6.12'])
  const revision = await getRevision(database, tree.id, 'v6.12')
  if (revision === null) throw new Error('not published')
  place = revision
})
afterAll(() => database?.$disconnect())

const all: SiteFilter = filterOf({ all: true })
const orders = siteSorts.flatMap((sort) => [true, false].map((descending): SiteOrder => ({ sort, descending })))

interface Walk {
  readonly pages: readonly (readonly ListedSite[])[]
  readonly last: SiteCursor | null
}

/** Every page from one end to the other. */
async function walk(order: SiteOrder, limit: number, side: 'after' | 'before', from: SiteCursor | null): Promise<Walk> {
  const pages: (readonly ListedSite[])[] = []
  for (let cursor = from; ; ) {
    const page = await listSites(database, place, all, { order, cursor, limit })
    pages.push(page.sites)
    const next = side === 'after' ? page.next : page.previous
    if (next === null) return { pages, last: page.previous === null ? null : { side: 'before', place: page.previous } }
    cursor = { side, place: next }
  }
}

test.each(orders)(
  'page by page, sorted by %o, every site comes once and in order, forwards and back',
  async (order) => {
    const whole = await listSites(database, place, all, { order, cursor: null, limit: 100_000 })
    const keys = whole.sites.map(({ key }) => key)
    expect(keys.length).toBeGreaterThan(100)
    expect(new Set(keys).size).toBe(keys.length)
    for (const limit of [7, 50]) {
      const forwards = await walk(order, limit, 'after', null)
      expect(forwards.pages.flat().map(({ key }) => key)).toEqual(keys)
      expect(forwards.pages.slice(0, -1).every((sites) => sites.length === limit)).toBe(true)
      const back = await walk(order, limit, 'before', forwards.last)
      const seen = [...back.pages]
        .reverse()
        .flat()
        .map(({ key }) => key)
      expect(seen).toEqual(keys.slice(0, keys.length - (forwards.pages.at(-1)?.length ?? 0)))
    }
  },
)

const bytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))

describe('the order is', () => {
  const list = async (order: SiteOrder) =>
    (await listSites(database, place, all, { order, cursor: null, limit: 100_000 })).sites

  test('by path bytes and line', async () => {
    const sites = await list({ sort: 'path', descending: false })
    const sorted = [...sites].sort((a, b) => bytes(a.path, b.path) || a.line - b.line)
    expect(sites.map(({ path, line }) => `${path}:${line}`)).toEqual(sorted.map(({ path, line }) => `${path}:${line}`))
    expect(await list({ sort: 'path', descending: true })).toEqual([...sites].reverse())
  })

  test('by urgency of the status, with paths from A to Z either way', async () => {
    const up = await list({ sort: 'status', descending: false })
    const rankOf = ({ status }: ListedSite) => statusUrgency.indexOf(status)
    const check = (sites: readonly ListedSite[], sign: number) => {
      const sorted = [...sites].sort(
        (a, b) => sign * (rankOf(a) - rankOf(b)) || bytes(a.path, b.path) || a.line - b.line,
      )
      expect(sites.map(({ key }) => key)).toEqual(sorted.map(({ key }) => key))
    }
    expect(up[0]?.status).toBe('mismatched')
    check(up, 1)
    check(await list({ sort: 'status', descending: true }), -1)
  })

  test('by title, those without a section last', async () => {
    const titles = (await list({ sort: 'subsystem', descending: false })).map(
      ({ subsystem }) => subsystem?.title ?? null,
    )
    const known = titles.filter((title) => title !== null)
    expect(titles.slice(0, known.length)).toEqual(known)
    expect([...known].sort((a, b) => bytes(a.toLowerCase(), b.toLowerCase()))).toEqual(known)
  })
})

test('a cursor of a site that is gone still names its place', async () => {
  const order: SiteOrder = { sort: 'path', descending: false }
  const { sites } = await listSites(database, place, all, { order, cursor: null, limit: 2 })
  const [, second] = sites
  const gone = { first: '', path: sites[0]?.path ?? '', line: sites[0]?.line ?? 0, column: 9999, key: '' }
  const after = await listSites(database, place, all, { order, cursor: { side: 'after', place: gone }, limit: 1 })
  expect(after.sites).toEqual([second])
  expect(after.firstNumber).toBe(2)
})

test('what is not of this revision is not listed', async () => {
  const old = await getRevision(database, 1, 'v5.1')
  if (old === null) throw new Error('not published')
  const options = { order: { sort: 'path', descending: false }, cursor: null, limit: 100_000 } as const
  const before = (await listSites(database, old, all, options)).sites
  expect(before.some(({ api }) => api.startsWith('pin_user_pages'))).toBe(false)
  expect(before.length).not.toBe((await listSites(database, place, all, options)).sites.length)
})
