import { expect, test } from 'vitest'
import { composeFigures, type Figure, isReached } from './compose-figures.ts'
import type { Round } from './measure-rounds.ts'

const seconds = (value: number, load = 1) => ({ value: value * 1000, processorMs: value * 2000, load })

const round: Round = {
  grep: seconds(10, 2),
  stems: seconds(6, 2),
  cold: seconds(8, 3),
  peak: { value: 500e6, load: 3 },
  floor: seconds(4),
  repeat: seconds(1),
  linking: seconds(0.2),
  next: null,
}

function figureOf(name: string, rounds: readonly Round[]): Figure | undefined {
  return composeFigures(rounds, null).find((figure) => figure.name === name)
}

test('a figure is the median of the ratios within rounds, with the loads of both halves', () => {
  const rounds = [round, { ...round, grep: seconds(16, 5) }, { ...round, grep: seconds(20, 1) }]
  expect(figureOf('cold scan / git grep, all names', rounds)).toMatchObject({
    measured: { median: 0.5, low: 0.4, high: 0.8 },
    load: { low: 1, high: 5, median: 3 },
  })
})

test('a ratio is told in processor time too, where all of its runs have one', () => {
  const busy = { ...round, grep: { ...round.grep, processorMs: 32_000 } }
  expect(figureOf('cold scan / git grep, all names, by processor', [busy])?.measured.median).toBe(0.5)
  const silent = { ...round, grep: { ...round.grep, processorMs: null } }
  expect(figureOf('cold scan / git grep, all names, by processor', [silent])).toBeUndefined()
  expect(figureOf('cold scan / git grep, all names', [silent])?.measured.median).toBe(0.8)
})

test('linking is in seconds, memory in megabytes of a million bytes', () => {
  expect(figureOf('linking, of the repeated scan', [round])?.measured.median).toBeCloseTo(0.2)
  expect(figureOf("peak of Node's memory, cold scan", [round])?.measured.median).toBeCloseTo(500)
})

test('what was not measured is no figure', () => {
  expect(figureOf('next release / cold scan', [round])).toBeUndefined()
  expect(figureOf('Coccinelle / cold scan', [round])).toBeUndefined()
  expect(figureOf('next release / cold scan', [{ ...round, next: seconds(2) }])?.measured.median).toBe(0.25)
})

test('Coccinelle is held against each of the scans around it', () => {
  const comparison = { files: 1, lines: 1, spatch: seconds(120), cold: [seconds(6), seconds(4), seconds(5)] } as const
  expect(composeFigures([round], comparison).find(({ unit }) => unit === 'times')?.measured).toEqual({
    median: 24,
    low: 20,
    high: 30,
  })
})

test('a target is reached at its very value, judged before rounding', () => {
  const figure = (median: number, kind: 'at-most' | 'at-least'): Figure => ({
    name: 'a figure',
    unit: 'ratio',
    measured: { median, low: median, high: median },
    target: { kind, value: 0.85 },
    load: { median: 1, low: 1, high: 1 },
  })
  expect(isReached(figure(0.85, 'at-most'))).toBe(true)
  expect(isReached(figure(0.8501, 'at-most'))).toBe(false)
  expect(isReached(figure(0.85, 'at-least'))).toBe(true)
  expect(isReached(figure(0.8499, 'at-least'))).toBe(false)
  expect(isReached({ ...figure(1, 'at-most'), target: null })).toBeNull()
})
