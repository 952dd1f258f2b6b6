import fc from 'fast-check'
import * as routes from '../../app/_web/routes.ts'
import { type FuzzRequest, toQuery } from './api-requests.ts'
import { nonsense } from './nonsense.ts'

type Route = (...values: readonly unknown[]) => string

/** Each that ends in Path writes an address; what it takes it is given by chance. */
const writers = new Map(Object.entries(routes).filter(([name]) => name.endsWith('Path')) as [string, Route][])

/** Parameters of pages; each page has some of them. */
const names = [
  'rev',
  'status',
  'role',
  'family',
  'api',
  'class',
  'subsystem',
  'maintainer',
  'path',
  'dir',
  'reason',
  'grade',
  'finding',
  'target',
  'appeared',
  'age',
  'claim',
  'triage',
  'q',
  'all',
  'sort',
  'group',
  'columns',
  'view',
  'after',
  'before',
  'kind',
  'since',
  'until',
  'from',
  'to',
  'show',
  'over',
  'then',
  'who',
  'format',
  'site',
  'op',
  'limit',
  'cursor',
]

/** What a writer of addresses is given where it takes a part of a path, real or not. */
function pathsOf(name: string, known: readonly string[]): fc.Arbitrary<string> {
  const route = writers.get(name) ?? (() => '/')
  const part = fc.oneof(fc.constantFrom(...known), nonsense)
  if (name === 'comparePath') {
    // an address cannot hold half a sign
    const whole = part.map((text) => Buffer.from(text).toString('utf8'))
    const side = fc.option(fc.record({ slug: whole, rev: fc.option(whole) }))
    return fc.tuple(side, side).map(([from, to]) => route(from, to))
  }
  if (name === 'scanPath' || name === 'scanApiPath') return fc.oneof(fc.integer(), fc.double()).map((id) => route(id))
  return fc
    .tuple(part, fc.option(part), part, part)
    .map(([slug, rev, first, second]) => write(route, [slug, { rev }, first, second]))
}

/** Some take one part, some two: what a writer cannot take is left out. */
function write(route: Route, values: readonly unknown[]): string {
  for (let count = values.length; count >= 0; count--)
    try {
      return route(...values.slice(0, count))
    } catch {}
  return '/'
}

/** Requests to every address that the routes file writes, with nonsense in its parts and behind it. */
export function pageRequests(known: readonly string[]): fc.Arbitrary<FuzzRequest> {
  const pairs = fc.array(fc.tuple(fc.constantFrom(...names), nonsense), { maxLength: 4 })
  return fc.oneof(
    ...[...writers.keys()].map((name) =>
      fc.tuple(pathsOf(name, known), pairs).map(([path, query]) => ({
        method: 'GET',
        path: path.includes('?') ? `${path}&${toQuery(query).slice(1)}` : `${path}${toQuery(query)}`,
      })),
    ),
  )
}
