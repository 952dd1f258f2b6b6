import type { Round } from './measure-rounds.ts'
import type { SpatchComparison } from './measure-spatch.ts'
import type { Sample } from './run-timed.ts'
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
  const column = (pick: (round: Round) => Sample) => rounds.map(pick)
  const grep = column(({ grep }) => grep)
  const cold = column(({ cold }) => cold)
  const floor = column(({ floor }) => floor)
  const repeat = column(({ repeat }) => repeat)
  const next = rounds.flatMap(({ next }) => (next === null ? [] : [next]))
  const atMost = (value: number) => ({ kind: 'at-most', value }) as const
  return [
    ratio('cold scan / git grep', cold, grep, atMost(0.85)),
    ratio('repeated scan / cold scan', repeat, cold, atMost(0.12)),
    {
      name: 'linking, of the repeated scan',
      unit: 'seconds',
      ...summarize(
        column(({ linking }) => linking),
        1e-3,
      ),
      target: atMost(0.3),
    },
    ...(next.length === 0 ? [] : [ratio('next release / cold scan', next, cold, atMost(0.3))]),
    {
      name: "peak of Node's memory, cold scan",
      unit: 'megabytes',
      ...summarize(
        column(({ peak }) => peak),
        1e-6,
      ),
      target: atMost(700),
    },
    ...(comparison === null ? [] : [spatchFigure(comparison)]),
    ratio('reading alone / git grep', floor, grep, null),
    ratio('cold scan / reading alone', cold, floor, null),
  ]
}

function ratio(name: string, of: readonly Sample[], to: readonly Sample[], target: Figure['target']): Figure {
  const measured = spreadOf(pairedRatios(of.map(valueOfSample), to.map(valueOfSample)))
  return { name, unit: 'ratio', measured, target, load: spreadOf([...of, ...to].map(loadOfSample)) }
}

function spatchFigure({ spatch, cold }: SpatchComparison): Figure {
  return {
    name: 'Coccinelle / cold scan',
    unit: 'times',
    measured: spreadOf(cold.map(({ value }) => spatch.value / value)),
    target: { kind: 'at-least', value: 20 },
    load: spreadOf([spatch, ...cold].map(loadOfSample)),
  }
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

function loadOfSample({ load }: Sample): number {
  return load
}
