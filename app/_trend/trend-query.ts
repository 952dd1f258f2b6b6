import type { Parameters } from '#app/_web/routes.ts'
import type { TrendOwner } from './trend-point.ts'

/** What an address says of the charts of a page. */
export interface TrendQuery {
  /** Label or commit of the first revision to show; `first` is the first of all; `null` leaves it to us. */
  readonly from: string | null
  /** How many steps a rate is taken over. */
  readonly over: number
}

export const overDefault = 8
/** Fewer steps say nothing of how much they differ. */
export const overMin = 4
export const overMax = 200

const fromLengthMax = 250

export interface TrendProblem {
  readonly parameter: string
  readonly message: string
}

/** What cannot be understood is left out and told. */
export function parseTrendQuery(params: URLSearchParams): {
  readonly query: TrendQuery
  readonly problems: readonly TrendProblem[]
} {
  const problems: TrendProblem[] = []
  const from = params.get('from')?.trim() ?? ''
  const isNonsense = from.length > fromLengthMax || /\p{Cc}|\p{Surrogate}/u.test(from)
  if (isNonsense) problems.push({ parameter: 'from', message: 'No revision can be named so.' })
  const text = params.get('over')?.trim() ?? ''
  const over = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN
  const isOver = over >= overMin && over <= overMax
  if (text !== '' && !isOver)
    problems.push({
      parameter: 'over',
      message: `A rate is taken over ${overMin} to ${overMax} steps; it is taken over ${overDefault}.`,
    })
  return {
    query: { from: from === '' || isNonsense ? null : from, over: isOver ? over : overDefault },
    problems,
  }
}

/** As `parseTrendQuery` reads it; what is as it is by default is not said. */
export const trendParams = ({ from, over }: TrendQuery): Parameters => ({
  from,
  over: over === overDefault ? null : over,
})

/** Parameters that narrow events to those of an owner. */
export function ownerParams(owner: TrendOwner): { readonly subsystem?: string; readonly maintainer?: string } {
  switch (owner.kind) {
    case 'tree':
      return {}
    case 'subsystem':
      return { subsystem: owner.slug }
    case 'maintainer':
      return { maintainer: owner.email }
  }
}
