import { wrongRequest } from './refusal.ts'

const limitDefault = 100
const limitMax = 1000

/** Which part of a list of ours is asked for: the cursor is the number of the last row of the part before. Refuses other parameters. */
export function readPage(
  query: URLSearchParams,
  parameters: readonly string[],
): { readonly limit: number; readonly after: number } {
  const odd = [...query.keys()].find((name) => !parameters.includes(name))
  if (odd !== undefined)
    throw wrongRequest(`There is no parameter ${JSON.stringify(odd)}; there are ${parameters.join(', ')}.`)
  return {
    limit: readNumber(query, 'limit', { least: 1, most: limitMax, or: limitDefault }),
    after: readNumber(query, 'cursor', { least: 0, most: 2_147_483_647, or: 0 }),
  }
}

interface Range {
  readonly least: number
  readonly most: number
  /** Where the parameter is missing. */
  readonly or: number
}

function readNumber(query: URLSearchParams, name: string, { least, most, or }: Range): number {
  const value = query.get(name)
  if (value === null) return or
  const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN
  if (!(number >= least && number <= most)) throw wrongRequest(`${name} is a number from ${least} to ${most}.`)
  return number
}
