import { area, curveStepAfter } from 'd3-shape'
import { type Progress, remainingOf } from '#app/_data/progress.ts'
import type { TimeAxis } from './place-revisions.ts'
import { svgElement } from './svg-text.ts'

/** Pixels. */
export const smallTrendHeight = 44

/** What remains, and on it what is converted, over time; `most` is what the whole height stands for, the same in all pictures of a row. */
export function drawSmallTrend(progress: readonly Progress[], axis: TimeAxis, most: number): string {
  const height = (value: number) =>
    Math.round((smallTrendHeight - (value * smallTrendHeight) / Math.max(1, most)) * 100) / 100
  const last = progress.at(-1)
  const known = progress.map((at, index) => ({ at, x: axis.positions[index] ?? 0 }))
  // a step that changes nothing would only make the page longer
  const changing = known.filter(({ at }, index) => {
    const before = progress[index - 1]
    return before === undefined || before.converted !== at.converted || remainingOf(before) !== remainingOf(at)
  })
  const rows = last === undefined ? [] : [...changing, { at: last, x: axis.now }]
  const outline = (from: (at: Progress) => number, to: (at: Progress) => number) =>
    area<(typeof rows)[number]>()
      .x(({ x }) => Math.round(x * 100) / 100)
      .y0(({ at }) => height(from(at)))
      .y1(({ at }) => height(to(at)))
      .curve(curveStepAfter)(rows) ?? ''
  return svgElement(
    'svg',
    { viewBox: `0 0 100 ${smallTrendHeight}`, preserveAspectRatio: 'none', width: '100%', height: smallTrendHeight },
    svgElement('path', {
      class: 'trend-layer trend-layer-converted',
      d: outline(remainingOf, (at) => at.converted + remainingOf(at)),
    }),
    svgElement('path', { class: 'trend-layer trend-layer-unconverted', d: outline(() => 0, remainingOf) }),
  )
}
