import { max } from 'd3-array'
import { scaleLinear } from 'd3-scale'
import { area, curveStepAfter, stack } from 'd3-shape'
import { type Progress, remainingOf } from '#app/_data/progress.ts'
import { formatNumber } from '#app/_web/format.ts'
import type { TimeAxis } from './place-revisions.ts'
import { spreadLabels } from './spread-labels.ts'
import { percent, svgElement, svgText } from './svg-text.ts'
import type { TrendPoint } from './trend-point.ts'

/** From the ground up: what hurts most stands on it, so that all that remains is read off the scale. */
const trendStatuses = ['mismatched', 'unconverted', 'unknown', 'converted'] as const
type TrendStatus = (typeof trendStatuses)[number]

/** Pixels. Widths are shares of the picture's, so that letters are as large on a telephone as on a screen. */
export const statusTrendHeight = 216
const top = 8
const labelGap = 17

/** Where a number of acquires stands in the picture. */
export type Height = (value: number) => number

export interface StatusTrend {
  readonly height: Height
  /** Contents of three pictures beside one another: scale, areas, names. */
  readonly scale: string
  readonly areas: string
  readonly names: string
}

/** Acquires by status over time as areas with steps: nothing is known between two revisions. */
export function drawStatusTrend(points: readonly TrendPoint[], axis: TimeAxis): StatusTrend {
  const most = max(points, ({ progress }) => progress.converted + remainingOf(progress)) ?? 0
  const height = scaleLinear([0, Math.max(1, most)], [statusTrendHeight, top])
  const ticks = height.ticks(4).filter(Number.isInteger)
  const last = points.at(-1)?.progress
  return {
    height,
    scale: ticks
      .map((tick) =>
        svgElement('text', { x: '100%', dx: -6, y: height(tick), dy: '0.32em' }, svgText(formatNumber(tick))),
      )
      .join(''),
    areas: [
      ...ticks.map((tick) =>
        svgElement('line', { class: 'trend-grid', x2: '100%', y1: height(tick), y2: height(tick) }),
      ),
      drawLayers(points, axis, height),
      ...points.map(({ isFork }, index) =>
        isFork && index > 0
          ? svgElement('line', {
              class: 'trend-fork',
              x1: percent(axis.positions[index] ?? 0),
              x2: percent(axis.positions[index] ?? 0),
              y2: statusTrendHeight,
            })
          : '',
      ),
    ].join(''),
    names: last === undefined ? '' : nameLayers(last, occurring(points), height),
  }
}

const occurring = (points: readonly TrendPoint[]): readonly TrendStatus[] =>
  trendStatuses.filter((status) => points.some(({ progress }) => progress[status] > 0))

/** Stretched to the width of the picture, which letters and lines must not be. */
function drawLayers(points: readonly TrendPoint[], axis: TimeAxis, height: Height): string {
  const rows = points.map(({ progress }, index) => ({ progress, x: axis.positions[index] ?? 0 }))
  const end = rows.at(-1)
  // the last revision holds until now
  const drawn = end === undefined ? [] : [...rows, { ...end, x: Math.max(end.x, axis.now) }]
  const layers = stack<(typeof drawn)[number], TrendStatus>()
    .keys(occurring(points))
    .value(({ progress }, status) => progress[status])(drawn)
  const outline = area<(typeof layers)[number][number]>()
    .x(({ data }) => hundredths(data.x))
    .y0(([low]) => hundredths(height(low)))
    .y1(([, high]) => hundredths(height(high)))
    .curve(curveStepAfter)
  // what hurts most comes last, and over the seams of the others: it may be as thin as they are
  const paths = [...layers]
    .reverse()
    .map((layer) => svgElement('path', { class: `trend-layer trend-layer-${layer.key}`, d: outline(layer) ?? '' }))
  return svgElement(
    'svg',
    { viewBox: `0 0 100 ${statusTrendHeight}`, preserveAspectRatio: 'none', width: '100%', height: statusTrendHeight },
    ...paths,
  )
}

/** Finer than can be seen is only longer. */
const hundredths = (value: number): number => Math.round(value * 100) / 100

/** Each layer is named where it ends, so that nobody has to compare colours. */
function nameLayers(last: Progress, statuses: readonly TrendStatus[], height: Height): string {
  let below = 0
  const middles = statuses.map((status) => {
    below += last[status]
    return height(below - last[status] / 2)
  })
  const fromTop = [...middles].reverse()
  const places = [...spreadLabels(fromTop, statusTrendHeight - 4, labelGap)].reverse()
  return statuses
    .map((status, index) => {
      const y = places[index] ?? 0
      return [
        svgElement('path', { class: 'trend-leader', d: `M1,${middles[index]?.toFixed(1)}L10,${y.toFixed(1)}` }),
        svgElement(
          'text',
          { class: `trend-name trend-name-${status}`, x: 14, y, dy: '0.32em' },
          svgElement('tspan', { class: 'trend-name-number' }, svgText(formatNumber(last[status]))),
          ` ${status}`,
        ),
      ].join('')
    })
    .join('')
}

export interface StepLink {
  readonly href: string
  readonly title: string
}

/** Over the areas: each step as a link, from its revision to the next. `null` where nothing happened. */
export function drawStepLinks(links: readonly (StepLink | null)[], axis: TimeAxis, height: number): string {
  return links
    .map((link, index) => {
      if (link === null) return ''
      const from = axis.positions[index] ?? 0
      const to = axis.positions[index + 1] ?? axis.now
      return svgElement(
        'a',
        { href: link.href, 'aria-label': link.title },
        svgElement('title', {}, svgText(link.title)),
        svgElement('rect', { class: 'trend-step', x: percent(from), width: percent(to - from), y: 0, height }),
      )
    })
    .join('')
}

/** Below the areas: names of revisions as far as they have room, and dates. */
export function drawTimeAxis(points: readonly TrendPoint[], axis: TimeAxis): string {
  const named = nameRevisions(points, axis)
  return [
    ...points.map((_point, index) =>
      svgElement('line', {
        class: 'trend-tick',
        x1: percent(axis.positions[index] ?? 0),
        x2: percent(axis.positions[index] ?? 0),
        y2: 5,
      }),
    ),
    ...named.map(({ x, label, isWide }) =>
      svgElement(
        'text',
        { class: `trend-revision${isWide ? ' trend-wide' : ''}`, x: percent(x), y: 17, 'text-anchor': anchorOf(x) },
        svgText(label),
      ),
    ),
    ...spaceOut(
      axis.ticks.map(({ position, label }) => ({ x: position, label })),
      narrowWidth,
    ).map(({ x, label, fits }) =>
      svgElement(
        'text',
        { class: `trend-date${fits ? '' : ' trend-wide'}`, x: percent(x), y: 33, 'text-anchor': anchorOf(x) },
        svgText(label),
      ),
    ),
  ].join('')
}

/** Widths of the areas, in pixels, that letters are laid out for. */
const wideWidth = 620
const narrowWidth = 220
const letterWidth = 7

const anchorOf = (x: number): string => (x < 3 ? 'start' : x > 93 ? 'end' : 'middle')

/** The last revision first, as the page is about it, then where it all began, then back in time. */
function nameRevisions(points: readonly TrendPoint[], axis: TimeAxis) {
  const inOrder = points.map(({ label }, index) => ({ x: axis.positions[index] ?? 0, label }))
  const [first, ...later] = inOrder
  const [last, ...earlier] = later.reverse()
  const all = [last, first, ...earlier].filter((label) => label !== undefined)
  const narrow = new Set(spaceOut(all, narrowWidth).flatMap(({ x, fits }) => (fits ? [x] : [])))
  // those that a narrow picture names are named by a wide one in any case
  const wide = spaceOut(all, wideWidth, narrow)
  return wide.flatMap(({ x, label, fits }) => (fits ? [{ x, label, isWide: !narrow.has(x) }] : []))
}

/** Which labels have room, the first ones before the later ones. */
function spaceOut(
  labels: readonly { readonly x: number; readonly label: string }[],
  width: number,
  first: ReadonlySet<number> = new Set(),
) {
  const taken: (readonly [number, number])[] = []
  const extent = ({ x, label }: { readonly x: number; readonly label: string }) => {
    const size = label.length * letterWidth + 8
    const middle = (x * width) / 100
    const anchor = anchorOf(x)
    const left = anchor === 'start' ? middle : anchor === 'end' ? middle - size : middle - size / 2
    return [left, left + size] as const
  }
  for (const label of labels) if (first.has(label.x)) taken.push(extent(label))
  return labels.map((label) => {
    if (first.has(label.x)) return { ...label, fits: true }
    const [left, right] = extent(label)
    const fits = taken.every(([start, end]) => right <= start || left >= end) && left >= -4 && right <= width + 4
    if (fits) taken.push([left, right])
    return { ...label, fits }
  })
}
