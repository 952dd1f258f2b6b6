import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawFlowTrend, flowTrendHeight } from './draw-flow-trend.ts'
import { drawForecast, forecastHeight } from './draw-forecast.ts'
import { drawStatusTrend, drawStepLinks, drawTimeAxis, statusTrendHeight } from './draw-status-trend.ts'
import { forecast } from './forecast.ts'
import { placeRevisions } from './place-revisions.ts'
import { type Flow, noFlow, type TrendPoint } from './trend-point.ts'

const day = 86_400_000

function history(remaining: readonly number[], flows: readonly Partial<Flow>[] = []): readonly TrendPoint[] {
  return remaining.map((unconverted, index) => ({
    id: index,
    name: `v${index}`,
    label: `v${index}`,
    committedAt: new Date(Date.UTC(2020, 0, 1) + index * 100 * day),
    isFork: false,
    progress: { converted: 50 - unconverted, mismatched: 0, unconverted, unknown: 0, exempt: 0 },
    flow: { ...noFlow, ...flows[index] },
    changed: 0,
  }))
}
/** The same, at days of one's own. */
const dated = (points: readonly TrendPoint[], days: readonly number[]): readonly TrendPoint[] =>
  points.map((point, index) => ({ ...point, committedAt: new Date(Date.UTC(2020, 0, 1) + (days[index] ?? 0) * day) }))
const axisOf = (points: readonly TrendPoint[]) => placeRevisions(points.map(({ committedAt }) => committedAt))
const numbers = (text: string, attribute: string) =>
  [...text.matchAll(new RegExp(` ${attribute}="([-\\d.]+)`, 'g'))].map((match) => Number(match[1]))
const textsOf = (text: string) => [...text.matchAll(/<text[^>]*>(.*?)<\/text>/g)].map((match) => match[1])

test('only statuses that occur are drawn, and each is named with its number where it ends', () => {
  const points = history([30, 20, 10])
  const { areas, names } = drawStatusTrend(points, axisOf(points))
  expect(areas.match(/trend-layer-\w+/g)).toEqual(['trend-layer-converted', 'trend-layer-unconverted'])
  expect(names.replaceAll(/<[^>]*>/g, '')).toBe('10 unconverted40 converted')
})

test('areas have steps: a value holds until the next revision', () => {
  const points = history([30, 20])
  const { areas, height } = drawStatusTrend(points, axisOf(points))
  // along the top of what remains: level to the place of the second revision, there down, level to the end
  expect(areas).toContain(`L97,${Math.round(height(30) * 100) / 100}L97,${Math.round(height(20) * 100) / 100}L100,`)
  expect(height(0)).toBe(statusTrendHeight)
})

test('a step in which nothing happened is no link', () => {
  const points = history([30, 30, 20])
  const links = drawStepLinks([null, null, { href: '/linux/events?rev=v2&x=1', title: '<v2>' }], axisOf(points), 100)
  expect(links.match(/<a /g)).toHaveLength(1)
  expect(links).toContain('href="/linux/events?rev=v2&#38;x=1"')
  expect(links).toContain('<title>&#60;v2&#62;</title>')
})

test('what comes in stands above the line, what goes below it, each with its sum and a link for each part', () => {
  const points = history([30, 31, 20], [{}, { appeared: 3, converted: 2 }, { converted: 9, gone: 2 }])
  const { bars, links } = drawFlowTrend(points, axisOf(points), ({ name }, kind) => ({
    href: `/${name}/${kind}`,
    title: kind,
  }))
  expect(textsOf(bars)).toEqual(['+3', '−2', '−11'])
  expect([...links.matchAll(/href="([^"]+)"/g)].map((match) => match[1])).toEqual([
    '/v1/appeared',
    '/v1/converted',
    '/v2/converted',
    '/v2/gone',
  ])
  const [middle] = numbers(bars.slice(bars.indexOf('trend-middle')), 'y1')
  const ups = bars.slice(0, bars.indexOf('trend-bar-converted'))
  expect(numbers(ups, 'y')[0]).toBeLessThan(middle ?? 0)
  for (const y of numbers(bars, 'y')) expect(y).toBeLessThanOrEqual(flowTrendHeight)
})

test('names of revisions that have no room are left out, the last one never', () => {
  const many = history(Array.from({ length: 200 }, () => 10))
  const texts = textsOf(drawTimeAxis(many, axisOf(many)))
  expect(texts).toContain('v199')
  expect(texts).toContain('v0')
  expect(texts.filter((text) => text?.startsWith('v')).length).toBeLessThan(25)
})

const forecasts = [
  ['falling', [40, 35, 30, 22, 20, 11]],
  ['uncertain', [20, 24, 15, 22, 12, 19, 10]],
  ['growing', [10, 12, 15, 16, 20, 24]],
  ['growing fast', [1, 5, 15, 30, 45, 50]],
  ['still', [10, 12, 10, 12, 10]],
] as const

for (const [name, remaining] of forecasts) {
  test(`a forecast that is ${name} stays in its picture`, () => {
    const points = history(remaining)
    const result = forecast(points, 8)
    if (result.kind !== 'rate') throw new Error(result.kind)
    const { picture, axis } = drawForecast(points, result)
    const outline = / points="([^"]+)"/.exec(picture)?.[1] ?? ''
    const corners = outline.split(' ').map((pair) => pair.split(',').map(Number))
    expect(corners.length).toBeGreaterThanOrEqual(3)
    for (const [x = -1, y = -1] of corners) {
      expect(x).toBeGreaterThanOrEqual((axis.positions.at(-1) ?? 0) - 0.01)
      expect(x).toBeLessThanOrEqual(100)
      expect(y).toBeGreaterThanOrEqual(0)
      expect(y).toBeLessThanOrEqual(forecastHeight)
    }
    for (const attribute of ['y1', 'y2']) {
      for (const y of numbers(picture, attribute)) expect(y).toBeLessThanOrEqual(forecastHeight)
    }
  })
}

test('a step that takes no time, as between stable lines, ends at once in the picture too', () => {
  // what a revision of an older line came behind is dated before it
  const points = dated(history([90, 60, 45, 35, 28]), [0, 1700, 1900, 1890, 1891])
  const result = forecast(points, 12)
  if (result.kind !== 'rate') throw new Error(result.kind)
  expect(drawForecast(points, result).picture).not.toMatch(/NaN|Infinity|undefined/)
})

test('whatever the dates and numbers, every place of the picture is a number', () => {
  const steps = fc.array(fc.record({ remaining: fc.nat(50), day: fc.nat(2000) }), { minLength: 2, maxLength: 8 })
  fc.assert(
    fc.property(steps, (rows) => {
      const points = dated(
        history(rows.map(({ remaining }) => remaining)),
        rows.map((row) => row.day),
      )
      const result = forecast(points, 12)
      if (result.kind === 'rate')
        expect(drawForecast(points, result).picture).not.toMatch(/NaN|Infinity|undefined|e[+-]\d/)
    }),
    { numRuns: 60 },
  )
})
