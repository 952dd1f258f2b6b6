import { sum } from 'd3-array'
import { remainingOf } from '#app/_data/progress.ts'
import { type DatedStep, drawFutures, type Futures } from './draw-futures.ts'
import { inflowOf, outflowOf, type TrendPoint } from './trend-point.ts'
import { overMin } from './trend-query.ts'

/** Of the futures that chance makes, the tenth that is slowest and the tenth that is fastest are left out. */
export const bandShare = 0.8

const dayMs = 86_400_000
/** Beyond it a date says nothing. */
const horizonDays = 100 * 365.25

/** How fast what remains became less, over some steps. */
export interface Rate {
  /** The revision in front of the first step. */
  readonly since: TrendPoint
  readonly steps: number
  readonly days: number
  /** Acquires by which less remain; below zero: more. What came in is taken off. */
  readonly net: number
  readonly inflow: number
  readonly outflow: number
  /** What events do not tell of: acquires that the owner, or another status, took over; above zero: more remain. */
  readonly other: number
  /** Acquires a day. */
  readonly perDay: number
  /** What may come, if it is made of steps like these. */
  readonly futures: Futures
}

/** When nothing would remain; `null` is never, or not within a hundred years. */
export interface End {
  readonly early: Date | null
  readonly middle: Date | null
  readonly late: Date | null
}

/** What would have been said at a revision of another one behind it. */
export interface BackTest {
  readonly origin: TrendPoint
  readonly rate: Rate
  readonly predicted: number
  readonly low: number
  readonly high: number
  readonly actual: number
}

export type Forecast =
  | { readonly kind: 'done' }
  | { readonly kind: 'too-few'; readonly steps: number }
  /** All revisions are of one moment. */
  | { readonly kind: 'no-time' }
  | {
      readonly kind: 'rate'
      readonly remaining: number
      readonly last: TrendPoint
      readonly rate: Rate
      readonly end: End
      readonly backTests: BackTests | null
    }

export interface BackTests {
  /** Steps between each of them and what it tells of. */
  readonly ahead: number
  /** The one that tells of the last revision. */
  readonly last: BackTest
  readonly tried: number
  /** Those whose band held what happened. */
  readonly held: number
}

/**
 * When nothing would remain if things went on as in the last `over` steps, or as in all that there are. The rate is the difference of what
 * remains, by the days between: releases are uneven. How much to trust it is told by futures that are drawn at random from the same steps,
 * with the same seed each time; and by what it would have said earlier.
 */
export function forecast(points: readonly TrendPoint[], over: number): Forecast {
  const known = foretold.get(points) ?? new Map<number, Forecast>()
  foretold.set(points, known)
  const result = known.get(over) ?? foretell(points, over)
  known.set(over, result)
  return result
}

/** Thousands of futures cost more than all else of a page: of points that are kept, what they foretell is kept with them. */
const foretold = new WeakMap<readonly TrendPoint[], Map<number, Forecast>>()

function foretell(points: readonly TrendPoint[], over: number): Forecast {
  const last = points.at(-1)
  const steps = points.length - 1
  if (last === undefined || steps < overMin) return { kind: 'too-few', steps: Math.max(0, steps) }
  const remaining = remainingOf(last.progress)
  if (remaining === 0) return { kind: 'done' }
  const rate = measureRate(points, over)
  if (rate === null) return { kind: 'no-time' }
  return {
    kind: 'rate',
    remaining,
    last,
    rate,
    end: findEnd(rate, remaining, endOf(points)),
    backTests: testBack(points, over),
  }
}

function findEnd({ perDay, futures }: Rate, remaining: number, from: number): End {
  const dateAfter = (days: number) => (days <= horizonDays ? new Date(from + days * dayMs) : null)
  const middle = perDay > 0 ? remaining / perDay : Number.POSITIVE_INFINITY
  const [early, late] = cutBand(futures.daysUntilNone(remaining))
  // the band is about the rate, and holds it
  return {
    early: dateAfter(Math.min(early, middle)),
    middle: dateAfter(middle),
    late: dateAfter(Math.max(late, middle)),
  }
}

/** How little and how much may remain some days later, of `remaining` acquires now. */
export function remainingBand({ futures }: Rate, remaining: number, days: number): readonly [number, number] {
  return cutBand(futures.remainingAfter(remaining, days))
}

/** The least and the greatest of the values in the band. Not a quantile between two values: one of them may be infinite. */
function cutBand(values: readonly number[]): readonly [number, number] {
  const sorted = [...values].sort((a, b) => a - b)
  const outside = Math.floor((sorted.length * (1 - bandShare)) / 2)
  return [sorted[outside] ?? Number.POSITIVE_INFINITY, sorted[sorted.length - 1 - outside] ?? Number.POSITIVE_INFINITY]
}

/** `null` if no time passed. */
function measureRate(points: readonly TrendPoint[], over: number): Rate | null {
  const used = points.slice(-(Math.min(over, points.length - 1) + 1))
  const since = used[0]
  const last = used.at(-1)
  if (since === undefined || last === undefined) return null
  const steps = listSteps(used)
  const days = sum(steps, (step) => step.days)
  if (days <= 0) return null
  const net = remainingOf(since.progress) - remainingOf(last.progress)
  const inflow = sum(used.slice(1), ({ flow }) => inflowOf(flow))
  const outflow = sum(used.slice(1), ({ flow }) => outflowOf(flow))
  return {
    since,
    steps: steps.length,
    days,
    net,
    inflow,
    outflow,
    other: outflow - inflow - net,
    perDay: net / days,
    futures: drawFutures(steps),
  }
}

/** A date before that of an ancestor counts as that of the ancestor. */
function listSteps(points: readonly TrendPoint[]): readonly DatedStep[] {
  const steps: DatedStep[] = []
  let latest = Number.NEGATIVE_INFINITY
  let before: TrendPoint | null = null
  for (const point of points) {
    const time = Math.max(latest, point.committedAt.getTime())
    if (before !== null)
      steps.push({
        days: (time - latest) / dayMs,
        net: remainingOf(before.progress) - remainingOf(point.progress),
      })
    latest = time
    before = point
  }
  return steps
}

const endOf = (points: readonly TrendPoint[]): number =>
  Math.max(...points.map(({ committedAt }) => committedAt.getTime()))

const backTestsMax = 12

/** As far ahead as the rate looks back, or so far that history has room for some of them. `null` where it has for none. */
function testBack(points: readonly TrendPoint[], over: number): BackTests | null {
  const steps = points.length - 1
  if (steps === overMin) return null
  const ahead = Math.max(1, Math.min(over, Math.floor((steps - overMin) / 2)))
  const tests: BackTest[] = []
  const first = Math.max(overMin, steps - ahead - backTestsMax + 1)
  for (let origin = first; origin + ahead <= steps; origin++) {
    const test = testFrom(points, { origin, target: origin + ahead, over })
    if (test !== null) tests.push(test)
  }
  const last = tests.at(-1)
  if (last === undefined) return null
  const held = tests.filter(({ low, high, actual }) => Math.floor(low) <= actual && actual <= Math.ceil(high)).length
  return { ahead, last, tried: tests.length, held }
}

function testFrom(
  points: readonly TrendPoint[],
  { origin, target, over }: { readonly origin: number; readonly target: number; readonly over: number },
): BackTest | null {
  const known = points.slice(0, origin + 1)
  const from = known.at(-1)
  const to = points[target]
  const rate = measureRate(known, over)
  if (from === undefined || to === undefined || rate === null) return null
  const days = Math.max(0, (endOf(points.slice(0, target + 1)) - endOf(known)) / dayMs)
  const remaining = remainingOf(from.progress)
  const predicted = Math.max(0, remaining - rate.perDay * days)
  const [low, high] = remainingBand(rate, remaining, days)
  return {
    origin: from,
    rate,
    predicted,
    low: Math.min(low, predicted),
    high: Math.max(high, predicted),
    actual: remainingOf(to.progress),
  }
}
