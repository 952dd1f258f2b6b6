import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MatchSite } from '#scanner/model/match.ts'
import type { MatchContext, Side } from './match-context.ts'
import { matchSites } from './match-sites.ts'

const apis = [
  { api: 'get_user_pages', role: 'acquire' },
  { api: 'pin_user_pages', role: 'acquire' },
  { api: 'put_page', role: 'release' },
  { api: 'unpin_user_page', role: 'release' },
] as const

interface Revision {
  readonly sites: readonly MatchSite[]
  /** By function; equal ones are likely. */
  readonly texts: ReadonlyMap<string, readonly string[]>
}

const word = fc.constantFrom('lock', 'count', 'map', 'queue', 'error', 'state')

const revision = fc
  .uniqueArray(
    fc.record({
      path: fc.constantFrom('a.c', 'b.c', 'c.c'),
      function: fc.constantFrom('take', 'drop', 'map', 'free', null),
      calls: fc.array(fc.constantFrom(...apis), { maxLength: 4 }),
      words: fc.array(word, { minLength: 4, maxLength: 8 }),
    }),
    { selector: (one) => `${one.path} ${one.function}`, maxLength: 8 },
  )
  .map((functions): Revision => {
    const texts = new Map(functions.map(({ path, function: name, words }) => [`${path} ${name}`, words]))
    const sites = functions.flatMap(({ path, function: name, calls }) =>
      calls.map((call, at) => ({
        ...call,
        path,
        function: name,
        line: at + 1,
        ordinal: calls.slice(0, at + 1).filter(({ api }) => api === call.api).length,
      })),
    )
    return { sites, texts }
  })

function contextOf(earlier: Revision, later: Revision): MatchContext {
  const sides = { earlier, later }
  return {
    renames: [{ from: 'a.c', to: 'c.c' }],
    textOf: (side: Side, index: number) => {
      const site = sides[side].sites[index]
      const lines = sides[side].texts.get(`${site?.path} ${site?.function}`)
      return site === undefined || lines === undefined ? null : { lines, at: site.line - 1 }
    },
  }
}

const placeOf = (site: MatchSite | undefined) => `${site?.path} ${site?.function} ${site?.api}#${site?.ordinal}`

/** Matches as pairs of places, so that they can be compared whatever the order. */
function match(earlier: Revision, later: Revision): readonly string[] {
  return matchSites(earlier.sites, later.sites, contextOf(earlier, later))
    .map((found) => `${placeOf(earlier.sites[found.earlier])} = ${placeOf(later.sites[found.later])}`)
    .sort()
}

test('no site is matched twice, and none with one of the other role', () => {
  fc.assert(
    fc.property(revision, revision, (earlier, later) => {
      const found = matchSites(earlier.sites, later.sites, contextOf(earlier, later))
      expect(new Set(found.map((one) => one.earlier)).size).toBe(found.length)
      expect(new Set(found.map((one) => one.later)).size).toBe(found.length)
      for (const one of found) expect(earlier.sites[one.earlier]?.role).toBe(later.sites[one.later]?.role)
    }),
  )
})

test('a revision matches itself, site by site', () => {
  fc.assert(
    fc.property(revision, (one) => {
      expect(match(one, one)).toEqual(one.sites.map((site) => `${placeOf(site)} = ${placeOf(site)}`).sort())
    }),
  )
})

test('the order of sites changes nothing', () => {
  const shuffled = (one: Revision) =>
    fc.shuffledSubarray([...one.sites], { minLength: one.sites.length }).map((sites): Revision => ({ ...one, sites }))
  fc.assert(
    fc.property(
      fc.tuple(revision, revision).chain(([a, b]) => fc.tuple(fc.constant([a, b] as const), shuffled(a), shuffled(b))),
      ([[earlier, later], mixedEarlier, mixedLater]) => {
        expect(match(mixedEarlier, mixedLater)).toEqual(match(earlier, later))
      },
    ),
  )
})

test('calls of one function never cross', () => {
  fc.assert(
    fc.property(revision, revision, (earlier, later) => {
      const found = matchSites(earlier.sites, later.sites, contextOf(earlier, later))
      for (const a of found) {
        for (const b of found) {
          const [e1, e2, l1, l2] = [
            earlier.sites[a.earlier],
            earlier.sites[b.earlier],
            later.sites[a.later],
            later.sites[b.later],
          ]
          if (e1 === undefined || e2 === undefined || l1 === undefined || l2 === undefined) continue
          if (e1.path !== e2.path || e1.function !== e2.function || e1.role !== e2.role) continue
          expect([l1.path, l1.function]).toEqual([l2.path, l2.function])
          if (e1.line < e2.line) expect(l1.line).toBeLessThan(l2.line)
        }
      }
    }),
  )
})
