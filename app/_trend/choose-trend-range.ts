import { noFlow, type TrendPoint } from './trend-point.ts'
import type { TrendProblem } from './trend-query.ts'

/** As many as can be told apart, unless more are asked for. */
export const revisionsShown = 60

export interface TrendRange {
  readonly points: readonly TrendPoint[]
  readonly problem: TrendProblem | null
}

/** The revisions that an address asks for: from one of them on, or the last ones. What led to the first of them is no part of the picture. */
export function chooseTrendRange(all: readonly TrendPoint[], from: string | null): TrendRange {
  const byDefault = Math.max(0, all.length - revisionsShown)
  const found = from === null ? byDefault : findStart(all, from)
  const start = found === -1 ? byDefault : found
  const [first, ...rest] = all.slice(start)
  return {
    points: first === undefined ? [] : [{ ...first, flow: noFlow, changed: 0 }, ...rest],
    problem: found === -1 ? { parameter: 'from', message: describe(all, from ?? '') } : null,
  }
}

function findStart(all: readonly TrendPoint[], from: string): number {
  if (from === 'first') return 0
  const named = all.findIndex(({ name }) => name === from)
  return named === -1 ? all.findIndex(({ label }) => label === from) : named
}

function describe(all: readonly TrendPoint[], from: string): string {
  const shown = from.length > 60 ? `${from.slice(0, 60)}…` : from
  return `${JSON.stringify(shown)} is no revision of the history that leads to ${all.at(-1)?.label ?? 'this one'}.`
}
