import { quantileSorted, sum } from 'd3-array'
import { remainingOf } from './progress.ts'
import { inflowOf, outflowOf, type TrendPoint } from './trend.ts'
import { overMin } from './trend-query.ts'

/** Of the rates that chance makes, the tenth that is slowest and the tenth that is fastest are left out. */
export const bandShare = 0.8
export const draws = 500

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
  readonly slow: number
  readonly fast: number
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
 * remains, by the days between: releases are uneven. How much to trust it is told by a bootstrap, in which as many steps are drawn from
 * these at random, with the same seed each time; and by what it would have said earlier.
 */
export function forecast(points: readonly TrendPoint[], over: number): Forecast {
  const last = points.at(-1)
  const steps = points.length - 1
  if (last === undefined || steps < overMin) return { kind: 'too-few', steps: Math.max(0, steps) }
  const remaining = remainingOf(last.progress)
  if (remaining === 0) return { kind: 'done' }
  const rate = measureRate(points, over)
  if (rate === null) return { kind: 'no-time' }
  const at = endOf(points)
  const after = (perDay: number) => {
    const days = remaining / perDay
    return perDay > 0 && days <= horizonDays ? new Date(at + days * dayMs) : null
  }
  return {
    kind: 'rate',
    remaining,
    last,
    rate,
    end: { early: after(rate.fast), middle: after(rate.perDay), late: after(rate.slow) },
    backTests: testBack(points, over),
  }
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
  const rates = drawRates(steps)
  const outside = (1 - bandShare) / 2
  return {
    since,
    steps: steps.length,
    days,
    net,
    inflow,
    outflow,
    other: outflow - inflow - net,
    perDay: net / days,
    slow: quantileSorted(rates, outside) ?? net / days,
    fast: quantileSorted(rates, 1 - outside) ?? net / days,
  }
}

interface DatedStep {
  readonly days: number
  readonly net: number
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

/** Rates of as many steps, each taken from these by chance, slowest first. */
function drawRates(steps: readonly DatedStep[]): number[] {
  const random = seededRandom(1)
  const rates: number[] = []
  for (let draw = 0; draw < draws; draw++) {
    let days = 0
    let net = 0
    for (let i = 0; i < steps.length; i++) {
      const step = steps[Math.floor(random() * steps.length)]
      days += step?.days ?? 0
      net += step?.net ?? 0
    }
    // steps of one moment alone say nothing of a rate
    if (days > 0) rates.push(net / days)
  }
  return rates.sort((a, b) => a - b)
}

/** Mulberry32: the same numbers for every reader of a page. */
function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const backTestsMax = 24

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
  const after = (perDay: number) => Math.max(0, remainingOf(from.progress) - perDay * days)
  return {
    origin: from,
    rate,
    predicted: after(rate.perDay),
    low: after(rate.fast),
    high: after(rate.slow),
    actual: remainingOf(to.progress),
  }
}
