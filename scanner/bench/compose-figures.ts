import type { Round } from './measure-rounds.ts'
import type { SpatchComparison } from './measure-spatch.ts'
import type { Sample, TimedSample } from './run-timed.ts'
import { pairedRatios, type Spread, spreadOf } from './spread.ts'

/** One line of the report: what was reached of a target, over all rounds, and how busy the machine was. */
export interface Figure {
  readonly name: string
  readonly unit: 'ratio' | 'times' | 'seconds' | 'megabytes'
  readonly measured: Spread
  /** `null` where the number only helps to judge the others. */
  readonly target: { readonly kind: 'at-most' | 'at-least'; readonly value: number } | null
  /** One-minute load averages at the beginning of the runs that the figure is made of. */
  readonly load: Spread
}

/** The figures of the design's table, each with its target. */
export function composeFigures(rounds: readonly Round[], comparison: SpatchComparison | null): readonly Figure[] {
  const column = <T>(pick: (round: Round) => T) => rounds.map(pick)
  const grep = column(({ grep }) => grep)
  const stems = column(({ stems }) => stems)
  const cold = column(({ cold }) => cold)
  const floor = column(({ floor }) => floor)
  const repeat = column(({ repeat }) => repeat)
  const next = rounds.flatMap(({ next }) => (next === null ? [] : [next]))
  const atMost = (value: number) => ({ target: { kind: 'at-most', value } }) as const
  return [
    ...ratios('cold scan / git grep, all names', cold, grep, atMost(0.45)),
    ...ratios('cold scan / git grep, 14 stems', cold, stems, atMost(0.85)),
    ...ratios('repeated scan / cold scan', repeat, cold, atMost(0.08)),
    {
      name: 'linking, of the repeated scan',
      unit: 'seconds',
      ...summarize(
        column(({ linking }) => linking),
        1e-3,
      ),
      ...atMost(0.3),
    },
    ...(next.length === 0 ? [] : ratios('next release / cold scan', next, cold, atMost(0.25))),
    {
      name: "peak of Node's memory, cold scan",
      unit: 'megabytes',
      ...summarize(
        column(({ peak }) => peak),
        1e-6,
      ),
      ...atMost(450),
    },
    ...(comparison === null ? [] : spatchFigures(comparison)),
    ...ratios('reading alone / git grep, all names', floor, grep, { target: null }),
    ...ratios('cold scan / reading alone', cold, floor, { target: null }),
  ]
}

/** Of wall time, which a user waits for, and of processor time where it is told, which others on the machine change less. */
function ratios(
  name: string,
  of: readonly TimedSample[],
  to: readonly TimedSample[],
  { unit = 'ratio', target }: Pick<Figure, 'target'> & { readonly unit?: Figure['unit'] },
): readonly Figure[] {
  const figure = (told: string, value: (sample: TimedSample) => number): Figure => ({
    name: told,
    unit,
    measured: spreadOf(pairedRatios(of.map(value), to.map(value))),
    target,
    load: spreadOf([...of, ...to].map(loadOfSample)),
  })
  const computed = [...of, ...to].every(({ processorMs }) => processorMs !== null)
  return [figure(name, valueOfSample), ...(computed ? [figure(`${name}, by processor`, processorOfSample)] : [])]
}

/** The one run of Coccinelle, held against each of the scans around it. */
function spatchFigures({ spatch, cold }: SpatchComparison): readonly Figure[] {
  const target = { kind: 'at-least', value: 25 } as const
  return ratios(
    'Coccinelle / cold scan',
    cold.map(() => spatch),
    cold,
    { unit: 'times', target },
  )
}

/** Absolute values of one kind of run, in units of `scale`. */
export function summarize(samples: readonly Sample[], scale: number): Pick<Figure, 'measured' | 'load'> {
  return { measured: spreadOf(samples.map(({ value }) => value * scale)), load: spreadOf(samples.map(loadOfSample)) }
}

/** Judged on the median as it is, not as it is printed; `null` without a target. */
export function isReached({ measured, target }: Figure): boolean | null {
  if (target === null) return null
  switch (target.kind) {
    case 'at-most':
      return measured.median <= target.value
    case 'at-least':
      return measured.median >= target.value
  }
}

function valueOfSample({ value }: Sample): number {
  return value
}

function processorOfSample({ processorMs }: TimedSample): number {
  return processorMs ?? Number.NaN
}

function loadOfSample({ load }: Sample): number {
  return load
}
