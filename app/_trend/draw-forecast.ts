import { max } from 'd3-array'
import { scaleLinear } from 'd3-scale'
import { area, curveStepAfter } from 'd3-shape'
import { remainingOf } from '#app/_data/progress.ts'
import { formatNumber } from '#app/_web/format.ts'
import { type Forecast, remainingBand } from './forecast.ts'
import { placeRevisions, type TimeAxis } from './place-revisions.ts'
import { percent, svgElement, svgText } from './svg-text.ts'
import type { TrendPoint } from './trend-point.ts'

/** Pixels. */
export const forecastHeight = 150
const top = 12

const dayMs = 86_400_000

export interface ForecastPicture {
  readonly axis: TimeAxis
  readonly scale: string
  readonly picture: string
}

type RatedForecast = Extract<Forecast, { readonly kind: 'rate' }>

/** What remained, and straight on from there at the rate, at the slow and at the fast end of the band. */
export function drawForecast(points: readonly TrendPoint[], forecast: RatedForecast): ForecastPicture {
  const { remaining, rate } = forecast
  const dates = points.map(({ committedAt }) => committedAt)
  const now = Math.max(...dates.map((date) => date.getTime()))
  const until = chooseEnd(dates, now, forecast)
  const axis = placeRevisions(dates, new Date(until))
  const daysLeft = (until - now) / dayMs
  const most = max(points, ({ progress }) => remainingOf(progress)) ?? 0
  const { perDay: middleRate } = rate
  const rateUntil = (date: Date | null) => (date === null ? null : remaining / ((date.getTime() - now) / dayMs))
  const [low, high] = remainingBand(rate, remaining, daysLeft)
  const fastRate = rateUntil(forecast.end.early) ?? Math.max(middleRate, (remaining - low) / daysLeft)
  const slowRate = rateUntil(forecast.end.late) ?? Math.min(middleRate, (remaining - high) / daysLeft)
  // growth makes the picture higher, but not so much that the past becomes flat
  const highest = Math.max(1, most, Math.min(most * 1.4, remaining - slowRate * daysLeft))
  const height = scaleLinear([0, highest], [forecastHeight, top])
  /** Where a line from now at a rate ends: on the ground, or at an edge of the picture. */
  const endAt = (perDay: number): Place => {
    const reach = perDay > 0 ? remaining / perDay : (highest - remaining) / -perDay
    const days = perDay === 0 ? daysLeft : Math.min(daysLeft, reach)
    // what all goes at once: revisions of stable lines may be dated behind the ones that follow them
    const left = Number.isFinite(perDay) ? remaining - perDay * days : perDay > 0 ? 0 : highest
    return { x: axis.positionOf(new Date(now + days * dayMs)), y: height(left) }
  }
  const [middle, slow, fast] = [endAt(middleRate), endAt(slowRate), endAt(fastRate)]
  const start = { x: axis.positions.at(-1) ?? 0, y: height(remaining) }
  const ground = height(0)
  const outline = outlineBand({ start, slow, fast, ground })
  const ticks = height.ticks(3).filter(Number.isInteger)
  return {
    axis,
    scale: ticks
      .map((tick) =>
        svgElement('text', { x: '100%', dx: -6, y: height(tick), dy: '0.32em' }, svgText(formatNumber(tick))),
      )
      .join(''),
    picture: [
      ...ticks.map((tick) =>
        svgElement('line', { class: 'trend-grid', x2: '100%', y1: height(tick), y2: height(tick) }),
      ),
      svgElement(
        'svg',
        { viewBox: `0 0 100 ${forecastHeight}`, preserveAspectRatio: 'none', width: '100%', height: forecastHeight },
        svgElement('path', { class: 'forecast-past', d: pastOutline(points, axis, height) }),
        svgElement('polygon', { class: 'forecast-band', points: outline }),
      ),
      line('forecast-line', start, middle),
      ...drawBackTest(points, forecast, axis, height),
      svgElement('line', { class: 'trend-middle', x2: '100%', y1: ground, y2: ground }),
    ].join(''),
  }
}

interface Band {
  readonly start: Place
  readonly slow: Place
  readonly fast: Place
  readonly ground: number
}

/** Between its two lines the band ends at the ground or at the edges of the picture. */
function outlineBand({ start, slow, fast, ground }: Band): string {
  const isOnGround = ({ y }: Place) => Math.abs(y - ground) < 0.01
  const right = 100
  const corners: Place[] = []
  if (!isOnGround(slow)) {
    // the slow line left the picture at its top or its right, the fast one came to the ground or left it too
    if (slow.x < right && fast.y > slow.y) corners.push({ x: right, y: slow.y })
    if (isOnGround(fast)) corners.push({ x: right, y: ground })
  }
  return [start, slow, ...corners, fast].map(({ x, y }) => `${x.toFixed(2)},${y.toFixed(2)}`).join(' ')
}

/** Far enough to see the end if it is near, and never so far that the past becomes small. */
function chooseEnd(dates: readonly Date[], now: number, { end, rate }: RatedForecast): number {
  const past = now - Math.min(...dates.map((date) => date.getTime()))
  const wanted = end.late ?? end.middle ?? end.early
  const least = Math.max(past * 0.15, rate.days * dayMs * 0.25)
  return now + Math.max(least, Math.min(past, wanted === null ? past * 0.35 : (wanted.getTime() - now) * 1.05))
}

/** What remained, as the outline of an area; the picture is 100 wide. */
export function pastOutline(points: readonly TrendPoint[], axis: TimeAxis, height: (value: number) => number): string {
  const known = points.map(({ progress }, index) => ({
    x: axis.positions[index] ?? 0,
    y: height(remainingOf(progress)),
  }))
  const last = known.at(-1)
  // what remains now is seen too
  const rows = last === undefined ? [] : [...known, { ...last, x: axis.now }]
  const hundredths = (value: number) => Math.round(value * 100) / 100
  return (
    area<(typeof rows)[number]>()
      .x(({ x }) => hundredths(x))
      .y0(hundredths(height(0)))
      .y1(({ y }) => hundredths(y))
      .curve(curveStepAfter)(rows) ?? ''
  )
}

/** What would have been said then of now. */
function drawBackTest(
  points: readonly TrendPoint[],
  { backTests }: RatedForecast,
  axis: TimeAxis,
  height: (value: number) => number,
): readonly string[] {
  if (backTests === null) return []
  const { origin, predicted, low, high } = backTests.last
  const index = points.findIndex(({ id }) => id === origin.id)
  if (index === -1) return []
  const from = { x: axis.positions[index] ?? 0, y: height(remainingOf(origin.progress)) }
  const x = axis.positions.at(-1) ?? 0
  return [
    line('backtest-line', from, { x, y: height(predicted) }),
    svgElement('line', { class: 'backtest-band', x1: percent(x), x2: percent(x), y1: height(low), y2: height(high) }),
  ]
}

interface Place {
  readonly x: number
  readonly y: number
}

const line = (name: string, from: Place, to: Place): string =>
  svgElement('line', { class: name, x1: percent(from.x), y1: from.y, x2: percent(to.x), y2: to.y })
