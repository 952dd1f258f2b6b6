import { expect, test } from 'vitest'
import type { Figure } from './compose-figures.ts'
import { formatColumns, formatFigure } from './format-figure.ts'

const figure: Figure = {
  name: 'cold scan / git grep',
  unit: 'ratio',
  measured: { median: 0.7124, low: 0.69, high: 0.74049 },
  target: { kind: 'at-most', value: 0.85 },
  load: { median: 2, low: 1.96, high: 2.84 },
}

function check(changes: Partial<Figure>, expected: readonly string[]) {
  expect(formatFigure({ ...figure, ...changes })).toEqual(expected)
}

test('a ratio is printed with range, target and load', () => {
  check({}, ['cold scan / git grep', '0.712', '0.690–0.740', '≤ 0.85', 'yes', '2.0–2.8'])
})

test('a missed target stands out', () => {
  check({ measured: { median: 0.9, low: 0.9, high: 0.9 } }, [
    'cold scan / git grep',
    '0.900',
    '0.900',
    '≤ 0.85',
    'NO',
    '2.0–2.8',
  ])
})

test('units follow the value and the target', () => {
  const spread = { median: 21.26, low: 20, high: 22 }
  check({ unit: 'times', measured: spread, target: { kind: 'at-least', value: 20 } }, [
    'cold scan / git grep',
    '21.3 ×',
    '20.0–22.0',
    '≥ 20 ×',
    'yes',
    '2.0–2.8',
  ])
  check({ unit: 'megabytes', measured: spread, target: null }, [
    'cold scan / git grep',
    '21 MB',
    '20–22',
    '',
    '',
    '2.0–2.8',
  ])
})

test('columns are as wide as their widest cell, numbers to the right, no blanks at the end', () => {
  expect(
    formatColumns([
      ['what', 'measured', ''],
      ['cold', '1', ''],
    ]),
  ).toBe('what  measured\ncold         1\n')
})
