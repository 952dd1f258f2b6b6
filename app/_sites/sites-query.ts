import { type FilterProblem, filterParams, parseSiteFilter, type SiteFilter } from '#app/_data/site-filter.ts'
import {
  defaultOrder,
  formatCursor,
  formatOrder,
  parseCursor,
  parseOrder,
  type SiteCursor,
  type SiteOrder,
} from './site-order.ts'

/** What the address of the site list says, but for tree and revision. */
export interface SitesQuery {
  readonly filter: SiteFilter
  readonly order: SiteOrder
  readonly cursor: SiteCursor | null
}

/** What cannot be understood is left out and told. */
export function parseSitesQuery(params: URLSearchParams): {
  readonly query: SitesQuery
  readonly problems: readonly FilterProblem[]
} {
  const { filter, problems } = parseSiteFilter(params)
  const told = [...problems]
  const sort = params.get('sort') ?? ''
  const order = sort === '' ? defaultOrder : parseOrder(sort)
  if (order === null) told.push({ parameter: 'sort', message: 'The list cannot be sorted so; it is sorted by path.' })
  const cursor = parseSide(params, order ?? defaultOrder)
  if (cursor === 'nonsense')
    told.push({ parameter: 'page', message: 'The address names no page of this list; this is the first one.' })
  return {
    query: { filter, order: order ?? defaultOrder, cursor: cursor === 'nonsense' ? null : cursor },
    problems: told,
  }
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
export function sitesParams({ filter, order, cursor }: SitesQuery): URLSearchParams {
  const params = filterParams(filter)
  const sort = formatOrder(order)
  if (sort !== formatOrder(defaultOrder)) params.set('sort', sort)
  if (cursor !== null) params.set(cursor.side, formatCursor(order.sort, cursor.place))
  return params
}
