import { type Family, families, type Role, roles } from '#scanner/model/api.ts'
import { apiByName } from '#scanner/model/catalogue/index.ts'
import { parseGlob } from '#scanner/model/parse-glob.ts'
import { type Finding, findings, type Status, statuses } from '#scanner/model/site.ts'

/** Which sites a list shows; `null` and an empty list leave a question open. */
export interface SiteFilter {
  readonly statuses: readonly Status[]
  readonly role: Role | null
  readonly family: Family | null
  /** Name of a function of the catalogue. */
  readonly api: string | null
  readonly finding: Finding | null
  /** Title or slug of a section of MAINTAINERS; a site fits if any of its sections does. */
  readonly subsystem: string | null
  /** Address, in lower case, of somebody whom a section of the site names. */
  readonly maintainer: string | null
  /** File, directory or glob. */
  readonly path: string | null
  /** A part of path, function, API or id. */
  readonly text: string | null
  /** Also the generic releases that no acquire was found for. */
  readonly all: boolean
}

export const emptyFilter: SiteFilter = {
  statuses: [],
  role: null,
  family: null,
  api: null,
  finding: null,
  subsystem: null,
  maintainer: null,
  path: null,
  text: null,
  all: false,
}

export const filterParameters = [
  'status',
  'role',
  'family',
  'api',
  'finding',
  'subsystem',
  'maintainer',
  'path',
  'q',
  'all',
] as const
export type FilterParameter = (typeof filterParameters)[number]

/** A parameter that could not be used, and why, as a sentence. */
export interface FilterProblem {
  readonly parameter: string
  readonly message: string
}

const valueLengthMax = 200

/** A filter of an address's parameters. What cannot be understood is left out of it and told. */
export function parseSiteFilter(params: URLSearchParams): {
  readonly filter: SiteFilter
  readonly problems: readonly FilterProblem[]
} {
  const problems: FilterProblem[] = []
  const text = (parameter: FilterParameter): string | null => {
    const values = params.getAll(parameter).map((value) => value.trim())
    const value = values.find((candidate) => candidate !== '')
    if (value === undefined) return null
    const trouble = troubleWith(value)
    if (trouble === null) return value
    problems.push({ parameter, message: trouble })
    return null
  }
  const oneOf = <Value extends string>(parameter: FilterParameter, values: readonly Value[]): Value | null => {
    const value = text(parameter)
    if (value === null) return null
    const known = values.find((candidate) => candidate === value)
    if (known === undefined) problems.push({ parameter, message: notOneOf(value, values) })
    return known ?? null
  }
  const filter: SiteFilter = {
    statuses: parseStatuses(params.getAll('status'), problems),
    role: oneOf('role', roles),
    family: oneOf('family', families),
    api: parseApi(text('api'), problems),
    finding: oneOf('finding', findings),
    subsystem: text('subsystem'),
    maintainer: text('maintainer')?.toLowerCase() ?? null,
    path: parsePath(text('path'), problems),
    text: text('q'),
    all: oneOf('all', ['1', '0']) === '1',
  }
  return { filter, problems }
}

/** The same filter as parameters, in one order: equal filters have equal addresses. */
export function filterParams(filter: SiteFilter): URLSearchParams {
  const params = new URLSearchParams()
  for (const status of statuses) if (filter.statuses.includes(status)) params.append('status', status)
  const set = (parameter: FilterParameter, value: string | null) => value !== null && params.set(parameter, value)
  set('role', filter.role)
  set('family', filter.family)
  set('api', filter.api)
  set('finding', filter.finding)
  set('subsystem', filter.subsystem)
  set('maintainer', filter.maintainer)
  set('path', filter.path)
  set('q', filter.text)
  set('all', filter.all ? '1' : null)
  return params
}

/** The filter without what one parameter says, or, of several statuses, without one. */
export function withoutFilter(filter: SiteFilter, parameter: FilterParameter, value?: string): SiteFilter {
  switch (parameter) {
    case 'status':
      return { ...filter, statuses: value === undefined ? [] : filter.statuses.filter((status) => status !== value) }
    case 'q':
      return { ...filter, text: null }
    case 'all':
      return { ...filter, all: false }
    case 'role':
    case 'family':
    case 'api':
    case 'finding':
    case 'subsystem':
    case 'maintainer':
    case 'path':
      return { ...filter, [parameter]: null }
  }
}

/** Whether releases that say nothing about gup are left out: unless somebody asks for them. */
export const hidesUnrelated = (filter: SiteFilter): boolean => !filter.all && !filter.statuses.includes('unrelated')

/** Several `status=` and commas mean the same. */
function parseStatuses(values: readonly string[], problems: FilterProblem[]): readonly Status[] {
  const asked = values
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '')
  for (const value of asked) {
    if (statuses.some((status) => status === value)) continue
    problems.push({ parameter: 'status', message: notOneOf(value, statuses) })
    break
  }
  return statuses.filter((status) => asked.includes(status))
}

function parseApi(value: string | null, problems: FilterProblem[]): string | null {
  const name = value?.replace(/\(\)$/, '') ?? null
  if (name === null || apiByName.has(name)) return name
  problems.push({ parameter: 'api', message: `${quote(name)} is not a function of the catalogue.` })
  return null
}

function parsePath(value: string | null, problems: FilterProblem[]): string | null {
  if (value === null) return null
  const path = value.replace(/^\.?\/+/, '').replace(/\/+$/, '')
  const glob = parseGlob(path)
  if (glob.kind === 'glob') return path === '' || path === '.' ? null : path
  problems.push({ parameter: 'path', message: `${quote(value)} ${glob.problem}.` })
  return null
}

/** Postgres keeps no NUL; longer texts than this name nothing. */
function troubleWith(value: string): string | null {
  if (value.includes('\0')) return 'A value may not have a NUL character.'
  if (value.length > valueLengthMax) return `A value may not be longer than ${valueLengthMax} characters.`
  return null
}

const notOneOf = (value: string, values: readonly string[]): string =>
  `${quote(value)} is not one of ${values.join(', ')}.`

/** Short enough for a sentence. */
const quote = (value: string): string => JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
