import {
  emptyFilter,
  type FilterProblem,
  filterParams,
  parseSiteFilter,
  type SiteFilter,
} from '#app/_data/site-filter.ts'
import { type EventKind, eventKinds } from '#scanner/model/event.ts'
import { type EventCursor, formatEventCursor, parseEventCursor } from './event-order.ts'

/** What the address of a list of events says, but for tree and revision. */
export interface EventsQuery {
  /** Empty: every kind but `moved`, which says nothing of the conversion. */
  readonly kinds: readonly EventKind[]
  /** Of the site as it is after the event, or was last if it is gone; the rest of a site's filter is left open. */
  readonly filter: SiteFilter
  /** Only steps that ended within these days or months, both included. */
  readonly since: string | null
  readonly until: string | null
  readonly cursor: EventCursor | null
}

/** Kinds that are listed where nobody chose any. */
export const usualKinds: readonly EventKind[] = eventKinds.filter((kind) => kind !== 'moved')

const siteParameters = ['status', 'role', 'subsystem', 'maintainer', 'path', 'dir'] as const

/** What cannot be understood is left out and told. */
export function parseEventsQuery(params: URLSearchParams): {
  readonly query: EventsQuery
  readonly problems: readonly FilterProblem[]
} {
  const used = new URLSearchParams([...params].filter(([name]) => (siteParameters as readonly string[]).includes(name)))
  const { filter, problems } = parseSiteFilter(used)
  const told = [...problems]
  const query = {
    kinds: parseKinds(params.getAll('kind'), told),
    filter,
    since: parseDay(params, 'since', told),
    until: parseDay(params, 'until', told),
    cursor: parseSide(params, told),
  }
  return { query, problems: told }
}

/** Several `kind=` and commas mean the same. */
function parseKinds(values: readonly string[], problems: FilterProblem[]): readonly EventKind[] {
  const asked = values
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '')
  const wrong = asked.find((value) => !eventKinds.some((kind) => kind === value))
  if (wrong !== undefined)
    problems.push({ parameter: 'kind', message: `${quote(wrong)} is not one of ${eventKinds.join(', ')}.` })
  return eventKinds.filter((kind) => asked.includes(kind))
}

function parseDay(params: URLSearchParams, parameter: 'since' | 'until', problems: FilterProblem[]): string | null {
  const value = params.get(parameter)?.trim() ?? ''
  if (value === '') return null
  if (dayRange(value) !== null) return value
  problems.push({ parameter, message: `${quote(value)} is no month such as 2024-11 and no day such as 2024-11-18.` })
  return null
}

/** First millisecond of a day or month, and of what follows it; in UTC. `null` for whatever is neither. */
export function dayRange(value: string): { readonly from: number; readonly to: number } | null {
  const parts = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(value)
  if (parts === null) return null
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), parts[3] === undefined ? null : Number(parts[3])]
  const from = Date.UTC(year, month - 1, day ?? 1)
  // the 31st of February is the 3rd of March to Date
  const isReal = new Date(from).toISOString().startsWith(value)
  return isReal ? { from, to: day === null ? Date.UTC(year, month, 1) : Date.UTC(year, month - 1, day + 1) } : null
}

function parseSide(params: URLSearchParams, problems: FilterProblem[]): EventCursor | null {
  for (const side of ['after', 'before'] as const) {
    const value = params.get(side)
    if (value === null || value === '') continue
    const place = parseEventCursor(value)
    if (place !== null) return { side, place }
    problems.push({ parameter: side, message: 'The address names no page of this list; this is the first one.' })
    return null
  }
  return null
}

/** Parameters of the list; what is as it is by default is not said. */
export function eventsParams({ kinds, filter, since, until, cursor }: EventsQuery): URLSearchParams {
  const params = new URLSearchParams(kinds.map((kind) => ['kind', kind] satisfies [string, string]))
  for (const [name, value] of filterParams(filter)) params.append(name, value)
  if (since !== null) params.set('since', since)
  if (until !== null) params.set('until', until)
  if (cursor !== null) params.set(cursor.side, formatEventCursor(cursor.place))
  return params
}

export const emptyEventsQuery: EventsQuery = {
  kinds: [],
  filter: emptyFilter,
  since: null,
  until: null,
  cursor: null,
}

/** Short enough for a sentence. */
const quote = (value: string): string => JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
