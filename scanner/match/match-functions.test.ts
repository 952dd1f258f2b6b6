import { expect, test } from 'vitest'
import type { MatchSite } from '#scanner/model/match.ts'
import { matchSites } from './match-sites.ts'

const count = 600

/** As many functions as a tree of five years' age has no longer, each with one call; bodies have most of their words to themselves. */
function manyFunctions(pathOf: (n: number) => string) {
  const sites = Array.from({ length: count }, (_unused, n): MatchSite => {
    return { path: pathOf(n), line: 2, function: `take_${n}`, api: 'put_page', role: 'release', ordinal: 1 }
  })
  const textOf = (index: number) => ({
    lines: ['{', `put_page(page_${index}, x_${index}, y_${index}, z_${index});`],
    at: 1,
  })
  return { sites, textOf }
}

test('however many functions move, each is found again', () => {
  const earlier = manyFunctions((n) => `fs/old_${n}.c`)
  const later = manyFunctions((n) => `fs/new/${n}.c`)
  const found = matchSites(earlier.sites, later.sites, {
    renames: [],
    textOf: (side, index) => (side === 'earlier' ? earlier : later).textOf(index),
  })
  expect(found.map((match) => [match.earlier, match.later]).sort(([a = 0], [b = 0]) => a - b)).toEqual(
    Array.from({ length: count }, (_unused, n) => [n, n]),
  )
})
