/** Several measurements of one thing. */
export interface Spread {
  readonly median: number
  readonly low: number
  readonly high: number
}

/** The middle value, or the mean of the two in the middle. Throws `RangeError` for an empty list. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[sorted.length >> 1]
  const lower = sorted[(sorted.length - 1) >> 1]
  if (upper === undefined || lower === undefined) throw new RangeError('the median of no values')
  return (lower + upper) / 2
}

/** Throws `RangeError` for an empty list. */
export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), low: Math.min(...values), high: Math.max(...values) }
}

/**
 * Each round's own ratio. Two runs of one round are neighbours in time and so see about the same load, which the
 * ratio of two medians would not: its halves may come from different rounds.
 */
export function pairedRatios(numerators: readonly number[], denominators: readonly number[]): readonly number[] {
  if (numerators.length !== denominators.length) throw new RangeError('a ratio needs both halves of every round')
  return numerators.map((numerator, round) => numerator / (denominators[round] ?? Number.NaN))
}
