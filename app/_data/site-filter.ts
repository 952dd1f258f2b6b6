import { parseFilterValue } from './parse-filter-value.ts'

/** Whatever a list of sites can be narrowed by, in the order of addresses. Pages, API and exports take the same names. */
export const filterParameters = [
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
  'priority',
  'q',
] as const
export type FilterParameter = (typeof filterParameters)[number]

/** One value that somebody chose; of an excluded one no site is shown. */
export interface FilterChoice {
  readonly parameter: FilterParameter
  readonly value: string
  readonly excluded: boolean
}

/**
 * Which sites a list shows. Values of one parameter are alternatives, parameters narrow one another, and what is excluded goes in any
 * case. No choice at all is every site but the generic releases that no acquire was found for.
 */
export interface SiteFilter {
  /** In one order, each once, so that equal filters are equal. */
  readonly choices: readonly FilterChoice[]
  /** Also the generic releases that no acquire was found for. */
  readonly all: boolean
}

export const emptyFilter: SiteFilter = { choices: [], all: false }

/** A parameter that could not be used, and why, as a sentence. */
export interface FilterProblem {
  readonly parameter: string
  readonly message: string
}

/** Parameters whose values are words of a list, of which several may stand behind one another with commas. */
export const enumerations: readonly FilterParameter[] = [
  'status',
  'role',
  'family',
  'api',
  'class',
  'reason',
  'grade',
  'finding',
  'target',
  'claim',
  'triage',
  'priority',
]

/** More than this narrows nothing that anybody could read. */
const choicesMax = 100

/** A filter of an address's parameters. What cannot be understood is left out of it and told. */
export function parseSiteFilter(params: URLSearchParams): {
  readonly filter: SiteFilter
  readonly problems: readonly FilterProblem[]
} {
  const problems: FilterProblem[] = []
  const choices = filterParameters.flatMap((parameter) =>
    params
      .getAll(parameter)
      .flatMap((text) => (enumerations.includes(parameter) ? text.split(',') : [text]))
      .flatMap((text) => parseChoice(parameter, text.trim(), problems)),
  )
  if (choices.length > choicesMax)
    problems.push({ parameter: 'filter', message: `A filter may not have more than ${choicesMax} values.` })
  return {
    filter: { choices: sortChoices(choices.slice(0, choicesMax)), all: parseAll(params, problems) },
    problems: oncePerParameter(problems),
  }
}

function parseChoice(parameter: FilterParameter, text: string, problems: FilterProblem[]): readonly FilterChoice[] {
  const excluded = text.startsWith('-')
  const parsed = parseFilterValue(parameter, excluded ? text.slice(1).trim() : text)
  if (parsed === null) return []
  if ('value' in parsed) return [{ parameter, value: parsed.value, excluded }]
  problems.push({ parameter, message: parsed.problem })
  return []
}

function parseAll(params: URLSearchParams, problems: FilterProblem[]): boolean {
  const value = params.getAll('all').find((candidate) => candidate.trim() !== '') ?? '0'
  if (value !== '0' && value !== '1')
    problems.push({ parameter: 'all', message: `${JSON.stringify(value.slice(0, 60))} is not one of 1, 0.` })
  return value === '1'
}

/** One sentence for each parameter says enough. */
const oncePerParameter = (problems: readonly FilterProblem[]): readonly FilterProblem[] =>
  problems.filter(({ parameter }, index) => problems.findIndex((problem) => problem.parameter === parameter) === index)

/**
 * The same filter as parameters, in one order: equal filters have equal addresses. Words of a list stand behind one another with commas, as
 * addresses are quoted in mails.
 */
export function filterParams({ choices, all }: SiteFilter): URLSearchParams {
  const params = new URLSearchParams()
  for (const parameter of filterParameters) {
    const values = choices
      .filter((choice) => choice.parameter === parameter)
      .map(({ value, excluded }) => (excluded ? `-${value}` : value))
    const isList = enumerations.includes(parameter) && values.length > 0
    for (const value of isList ? [values.join(',')] : values) params.append(parameter, value)
  }
  if (all) params.set('all', '1')
  return params
}

/** Values by parameter, as an address would say them: a leading `-` excludes. For filters that code makes. */
export type FilterValues = Readonly<Partial<Record<FilterParameter, string | readonly string[]>>> & {
  readonly all?: boolean
}

/** A filter that code makes. A value that no address could say is a mistake of ours, and throws. */
export function filterOf({ all = false, ...values }: FilterValues): SiteFilter {
  const params = new URLSearchParams()
  for (const parameter of filterParameters)
    for (const value of [values[parameter] ?? []].flat()) params.append(parameter, value)
  const { filter, problems } = parseSiteFilter(params)
  const [problem] = problems
  if (problem !== undefined) throw new RangeError(`${problem.parameter}: ${problem.message}`)
  return { ...filter, all }
}

/** What is wanted of a parameter, without what is excluded. */
export const chosenValues = ({ choices }: SiteFilter, parameter: FilterParameter): readonly string[] =>
  choices.filter((choice) => choice.parameter === parameter && !choice.excluded).map(({ value }) => value)

/** The one value that is wanted of a parameter, for lists that take one; of several the first. */
export const chosenValue = (filter: SiteFilter, parameter: FilterParameter): string | null =>
  chosenValues(filter, parameter)[0] ?? null

export const isSame = (a: FilterChoice, b: FilterChoice): boolean =>
  a.parameter === b.parameter && a.value === b.value && a.excluded === b.excluded

/** The filter with one more choice; the opposite of it goes. */
export function withChoice(filter: SiteFilter, choice: FilterChoice): SiteFilter {
  const rest = filter.choices.filter(({ parameter, value }) => parameter !== choice.parameter || value !== choice.value)
  return { ...filter, choices: sortChoices([...rest, choice]) }
}

/** The filter without one choice. */
export const withoutChoice = (filter: SiteFilter, choice: FilterChoice): SiteFilter => ({
  ...filter,
  choices: filter.choices.filter((other) => !isSame(other, choice)),
})

/** The filter without anything that some parameters say. */
export const withoutParameters = (filter: SiteFilter, ...parameters: readonly FilterParameter[]): SiteFilter => ({
  ...filter,
  choices: filter.choices.filter(({ parameter }) => !parameters.includes(parameter)),
})

/** What the filter says of some parameters alone. */
export const onlyParameters = (filter: SiteFilter, ...parameters: readonly FilterParameter[]): SiteFilter => ({
  choices: filter.choices.filter(({ parameter }) => parameters.includes(parameter)),
  all: false,
})

/** Whether what a filter leaves of a published revision stays the same: what people do changes at any time. */
export const isLasting = ({ choices }: SiteFilter): boolean =>
  choices.every(({ parameter }) => !['claim', 'triage', 'priority'].includes(parameter))

/** Whether releases that say nothing about gup are left out: unless somebody asks for them. */
export const hidesUnrelated = (filter: SiteFilter): boolean =>
  !filter.all && !chosenValues(filter, 'status').includes('unrelated')

/** By parameter; wanted before excluded; then by value. Each once. */
function sortChoices(choices: readonly FilterChoice[]): readonly FilterChoice[] {
  const unique = choices.filter((choice, index) => choices.findIndex((other) => isSame(other, choice)) === index)
  return unique.sort(
    (a, b) =>
      filterParameters.indexOf(a.parameter) - filterParameters.indexOf(b.parameter) ||
      Number(a.excluded) - Number(b.excluded) ||
      (a.value < b.value ? -1 : 1),
  )
}
