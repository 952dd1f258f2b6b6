import {
  emptyFilter,
  type FilterProblem,
  filterOf,
  filterParameters,
  filterParams,
  parseSiteFilter,
  type SiteFilter,
} from '#app/_data/site-filter.ts'
import { type ColumnName, columnNames } from './column-names.ts'
import {
  defaultOrder,
  formatCursor,
  formatOrder,
  parseCursor,
  parseOrder,
  type SiteCursor,
  type SiteOrder,
} from './site-order.ts'

/** What the list can be parted by; rows of a part stand by path. */
export const siteGroups = ['subsystem', 'maintainer', 'dir', 'path', 'api', 'claim', 'triage'] as const
export type SiteGroup = (typeof siteGroups)[number]

/** What the address of the site list says, but for tree and revision. */
export interface SitesQuery {
  readonly filter: SiteFilter
  /** With a group: by it, then by path. */
  readonly order: SiteOrder
  readonly group: SiteGroup | null
  /** `null`: the usual ones. */
  readonly columns: readonly ColumnName[] | null
  readonly cursor: SiteCursor | null
}

export const emptySitesQuery: SitesQuery = {
  filter: emptyFilter,
  order: defaultOrder,
  group: null,
  columns: null,
  cursor: null,
}

/** What is left to do: an acquire is the unit of work, its releases go with it. */
export const remainingFilter: SiteFilter = filterOf({
  status: ['mismatched', 'unconverted', 'unknown'],
  role: 'acquire',
})

/** The list as a link to it without any wish opens: what remains. */
export const remainingQuery: SitesQuery = { ...emptySitesQuery, filter: remainingFilter }

/** Whether an address wishes for nothing in particular, and shall open what remains; `view=all` wishes for everything. */
export const isBare = (params: URLSearchParams): boolean =>
  [...params.keys()].every((name) => !pageParameters.includes(name))

/** What of an address no list knows: a name that is mistyped would show more than was meant. */
export const listStrangers = (params: URLSearchParams): readonly FilterProblem[] =>
  [...new Set(params.keys())]
    .filter((name) => !pageParameters.includes(name) && !['rev', 'batch'].includes(name))
    .slice(0, strangersTold)
    .map((name) => ({ parameter: name.slice(0, 60), message: 'A list has no such parameter.' }))

const strangersTold = 5

/** What cannot be understood is left out and told. */
export function parseSitesQuery(params: URLSearchParams): {
  readonly query: SitesQuery
  readonly problems: readonly FilterProblem[]
} {
  const { filter, problems } = parseSiteFilter(params.get('view') === whatRemains ? withRemaining(params) : params)
  const told = [...problems]
  const group = parseGroup(params, told)
  const sort = params.get('sort') ?? ''
  const sorted = sort === '' ? defaultOrder : parseOrder(sort)
  if (sorted === null) told.push({ parameter: 'sort', message: 'The list cannot be sorted so; it is sorted by path.' })
  const order = group === null ? (sorted ?? defaultOrder) : { sort: group, descending: false }
  const columns = parseColumns(params, told)
  const cursor = parseSide(params, order)
  if (cursor === 'nonsense')
    told.push({ parameter: 'page', message: 'The address names no page of this list; this is the first one.' })
  return {
    query: { filter, order, group, columns, cursor: cursor === 'nonsense' ? null : cursor },
    problems: told,
  }
}

/** `view=left` says in few signs what a list opens with: sites of such a list say it in each of their addresses. */
const whatRemains = 'left'

function withRemaining(params: URLSearchParams): URLSearchParams {
  const all = new URLSearchParams(params)
  for (const [name, value] of sitesParams(remainingQuery)) if (!all.has(name)) all.set(name, value)
  return all
}

/** As `sitesParams`, in fewer signs where it is what a list opens with. */
export function shortSitesParams(query: SitesQuery): URLSearchParams {
  const params = sitesParams(query)
  return params.toString() === sitesParams(remainingQuery).toString()
    ? new URLSearchParams({ view: whatRemains })
    : params
}

function parseGroup(params: URLSearchParams, problems: FilterProblem[]): SiteGroup | null {
  const value = params.get('group')?.trim() ?? ''
  if (value === '') return null
  const group = siteGroups.find((candidate) => candidate === value) ?? null
  if (group === null)
    problems.push({ parameter: 'group', message: `The list can be parted by ${siteGroups.join(', ')}.` })
  return group
}

/** `column=` repeated, or with commas; in the order of the table. */
function parseColumns(params: URLSearchParams, problems: FilterProblem[]): readonly ColumnName[] | null {
  const asked = params
    .getAll('column')
    .flatMap((value) => value.split(','))
    .filter((value) => value !== '')
  if (asked.length === 0) return null
  if (asked.some((value) => !columnNames.some((name) => name === value)))
    problems.push({ parameter: 'column', message: `There are the columns ${columnNames.join(', ')}.` })
  const known = columnNames.filter((name) => asked.includes(name))
  return known.length === 0 ? null : known
}

function parseSide(params: URLSearchParams, { sort }: SiteOrder): SiteCursor | null | 'nonsense' {
  for (const side of ['after', 'before'] as const) {
    const value = params.get(side)
    if (value === null || value === '') continue
    const place = parseCursor(sort, value)
    return place === null ? 'nonsense' : { side, place }
  }
  return null
}

/** Parameters of the list; what is as it is by default is not said. */
export function sitesParams({ filter, order, group, columns, cursor }: SitesQuery): URLSearchParams {
  const params = filterParams(filter)
  const sort = formatOrder(order)
  if (group !== null) params.set('group', group)
  else if (sort !== formatOrder(defaultOrder)) params.set('sort', sort)
  if (columns !== null) params.set('column', columns.join(','))
  if (cursor !== null) params.set(cursor.side, formatCursor(order.sort, cursor.place))
  // an address without a wish opens what remains
  if (params.size === 0) params.set('view', 'all')
  return params
}

/** Parameters that mean a list: a site remembers the list one came from by them. */
export const listParameters: readonly string[] = [...filterParameters, 'all', 'sort', 'group', 'view']

/** With how its page is shown. */
const pageParameters: readonly string[] = [...listParameters, 'column', 'after', 'before']
