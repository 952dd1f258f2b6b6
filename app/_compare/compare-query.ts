import { type FilterProblem, filterParams, parseSiteFilter, type SiteFilter } from '#app/_data/site-filter.ts'
import { formatCursor, parseCursor, type SiteCursor } from '#app/_sites/site-order.ts'
import type { ComparedRevision } from '#app/_web/routes.ts'
import { type ComparisonKind, comparisonKinds } from '#scanner/model/classify-change.ts'

/** What the address of a comparison says besides its two revisions. */
export interface CompareQuery {
  readonly filter: SiteFilter
  /** The one list to show whole; `null`: the beginning of each. */
  readonly show: ComparisonKind | null
  readonly cursor: SiteCursor | null
}

/** One side of a comparison: not said, nonsense, or a name that may or may not be there. */
export type AskedRevision =
  | { readonly kind: 'none' }
  | { readonly kind: 'nonsense'; readonly text: string }
  | ({ readonly kind: 'named' } & ComparedRevision)

const siteParameters = ['role', 'subsystem', 'maintainer', 'path', 'dir'] as const
const lengthMax = 300

/** `TREE@REV`, or `TREE` for its newest revision. A revision may hold an `@`, a tree never does. */
export function parseCompared(params: URLSearchParams, parameter: 'from' | 'to'): AskedRevision {
  const text = params.get(parameter)?.trim() ?? ''
  if (text === '') return { kind: 'none' }
  const at = text.indexOf('@')
  const slug = at === -1 ? text : text.slice(0, at)
  const rev = at === -1 ? '' : text.slice(at + 1).trim()
  const isNonsense = text.length > lengthMax || /\p{Cc}|\p{Surrogate}/u.test(text) || !/^[a-z\d-]+$/.test(slug)
  return isNonsense ? { kind: 'nonsense', text } : { kind: 'named', slug, rev: rev === '' ? null : rev }
}

/** What cannot be understood is left out and told. */
export function parseCompareQuery(params: URLSearchParams): {
  readonly query: CompareQuery
  readonly problems: readonly FilterProblem[]
} {
  const used = new URLSearchParams([...params].filter(([name]) => (siteParameters as readonly string[]).includes(name)))
  const { filter, problems } = parseSiteFilter(used)
  const told = [...problems]
  const asked = params.get('show')?.trim() ?? ''
  const show = comparisonKinds.find((kind) => kind === asked) ?? null
  if (asked !== '' && show === null)
    told.push({
      parameter: 'show',
      message: `There are lists of what is ${comparisonKinds.join(', ')}; all are shown.`,
    })
  const cursor = show === null ? null : parseSide(params, told)
  return { query: { filter, show, cursor }, problems: told }
}

function parseSide(params: URLSearchParams, problems: FilterProblem[]): SiteCursor | null {
  for (const side of ['after', 'before'] as const) {
    const value = params.get(side)
    if (value === null || value === '') continue
    const place = parseCursor('path', value)
    if (place !== null) return { side, place }
    problems.push({ parameter: side, message: 'The address names no page of this list; this is the first one.' })
    return null
  }
  return null
}

/** Parameters of a comparison, without its revisions. */
export function compareParams({ filter, show, cursor }: CompareQuery): URLSearchParams {
  const params = filterParams(filter)
  if (show !== null) params.set('show', show)
  if (cursor !== null) params.set(cursor.side, formatCursor('path', cursor.place))
  return params
}
