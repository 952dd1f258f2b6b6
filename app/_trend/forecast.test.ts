import { expect, test } from 'vitest'
import { type Forecast, forecast } from './forecast.ts'
import { noFlow, type TrendPoint } from './trend-point.ts'

const start = Date.UTC(2020, 0, 1)
const day = 86_400_000

/** Revisions a hundred days apart, unless said, with so many acquires that remain. */
function history(remaining: readonly number[], days = remaining.map((_value, index) => index * 100)) {
  return remaining.map(
    (unconverted, index): TrendPoint => ({
      id: index,
      name: `v${index}`,
      label: `v${index}`,
      committedAt: new Date(start + (days[index] ?? 0) * day),
      isFork: false,
      progress: { converted: 100 - unconverted, mismatched: 0, unconverted, unknown: 0, exempt: 0 },
      flow: { ...noFlow, converted: Math.max(0, (remaining[index - 1] ?? unconverted) - unconverted) },
      changed: 0,
    }),
  )
}

function rated(result: Forecast) {
  if (result.kind !== 'rate') throw new Error(`no rate but ${result.kind}`)
  return result
}
const daysUntil = (date: Date | null) => (date === null ? null : Math.round((date.getTime() - start) / day))

test('steady work ends when its rate says, and its band is as narrow as it is steady', () => {
  const { end, rate, backTests } = rated(forecast(history([90, 80, 70, 60, 50, 40, 30, 20]), 6))
  expect(rate).toMatchObject({ steps: 6, days: 600, net: 60, inflow: 0, outflow: 60, other: 0 })
  expect([end.early, end.middle, end.late].map(daysUntil)).toEqual([900, 900, 900])
  expect(backTests).toMatchObject({
    ahead: 1,
    tried: 3,
    held: 3,
    last: { predicted: 20, low: 20, high: 20, actual: 20 },
  })
})

test('time is days, since releases are uneven', () => {
  const { end } = rated(forecast(history([50, 40, 30, 20, 10], [0, 10, 20, 30, 400]), 4))
  expect(daysUntil(end.middle)).toBe(500)
})

test('only the last steps count', () => {
  const points = history([90, 10, 9, 8, 7, 6])
  expect(daysUntil(rated(forecast(points, 4)).end.middle)).toBe(500 + 600)
  expect(rated(forecast(points, 4)).rate.since.label).toBe('v1')
  expect(rated(forecast(points, 50)).rate.steps).toBe(5)
})

test('where as much comes in as is converted there is no end', () => {
  const { end, rate } = rated(forecast(history([20, 18, 20, 18, 20, 18, 20]), 6))
  expect(rate.net).toBe(0)
  expect(end.middle).toBeNull()
  expect(end.late).toBeNull()
})

test('where more comes in than is converted there is none at all', () => {
  const { end, rate } = rated(forecast(history([10, 12, 14, 16, 18]), 4))
  expect(rate.perDay).toBeLessThan(0)
  expect(end).toEqual({ early: null, middle: null, late: null })
})

test('a band that holds standstill has no late end', () => {
  const { end } = rated(forecast(history([30, 30, 34, 20, 24, 20, 22]), 6))
  expect(end.middle).not.toBeNull()
  expect(end.early).not.toBeNull()
  expect(end.late).toBeNull()
  expect((end.early ?? new Date(0)).getTime()).toBeLessThan((end.middle ?? new Date(0)).getTime())
})

test('an end in centuries is none', () => {
  expect(rated(forecast(history([1000, 1000, 1000, 1000, 999]), 4)).end.middle).toBeNull()
})

test('what came in is taken off, and what nobody can tell is said', () => {
  const points = history([50, 45, 40, 35, 30]).map((point, index) =>
    index === 0 ? point : { ...point, flow: { ...noFlow, converted: 9, appeared: 3 } },
  )
  expect(rated(forecast(points, 4)).rate).toMatchObject({ net: 20, outflow: 36, inflow: 12, other: 4 })
})

test('few revisions give no line', () => {
  expect(forecast([], 8)).toEqual({ kind: 'too-few', steps: 0 })
  expect(forecast(history([5, 4, 3, 2]), 8)).toEqual({ kind: 'too-few', steps: 3 })
})

test('what is done needs no forecast, and revisions of one moment have no rate', () => {
  expect(forecast(history([4, 3, 2, 1, 0]), 4)).toEqual({ kind: 'done' })
  expect(forecast(history([5, 4, 3, 2, 1], [7, 7, 7, 7, 7]), 4)).toEqual({ kind: 'no-time' })
})

test('a date before that of an ancestor is no step back in time', () => {
  const { rate } = rated(forecast(history([50, 40, 30, 20, 10], [0, 200, 100, 300, 400]), 4))
  expect(rate.days).toBe(400)
})

test('the back-test tells what would have been said, and where it was wrong', () => {
  const { backTests } = rated(forecast(history([90, 80, 70, 60, 50, 50]), 4))
  expect(backTests).toMatchObject({
    ahead: 1,
    tried: 1,
    held: 0,
    last: { origin: { label: 'v4' }, predicted: 40, actual: 50 },
  })
  expect(rated(forecast(history([5, 4, 3, 2, 1]), 8)).backTests).toBeNull()
})

test('every reader is told the same', () => {
  const points = history([90, 70, 75, 50, 52, 40, 41, 30])
  expect(JSON.stringify(forecast(points, 6))).toBe(JSON.stringify(forecast(points, 6)))
})
