import { max } from 'd3-array'
import { scaleLinear } from 'd3-scale'
import { formatNumber } from '#app/_web/format.ts'
import type { StepLink } from './draw-status-trend.ts'
import type { TimeAxis } from './place-revisions.ts'
import { percent, svgElement, svgText } from './svg-text.ts'
import { downwardKinds, type FlowKind, inflowOf, outflowOf, type TrendPoint, upwardKinds } from './trend-point.ts'

/** Pixels. */
export const flowTrendHeight = 116
const numberRoom = 15

export interface FlowTrend {
  readonly bars: string
  /** Over the bars, one link for each part of a bar. */
  readonly links: string
}

/** What each step brought to the acquires that remain, upwards, and took from them, downwards. */
export function drawFlowTrend(
  points: readonly TrendPoint[],
  axis: TimeAxis,
  linkOf: (point: TrendPoint, kind: FlowKind) => StepLink,
): FlowTrend {
  const up = max(points, ({ flow }) => inflowOf(flow)) ?? 0
  const down = max(points, ({ flow }) => outflowOf(flow)) ?? 0
  const height = scaleLinear([up, up + down === 0 ? -1 : -down], [numberRoom, flowTrendHeight - numberRoom])
  const middle = height(0)
  const width = barWidth(axis)
  const bars: string[] = []
  const links: string[] = []
  points.forEach((point, index) => {
    const x = axis.positions[index] ?? 0
    const box = { x: percent(Math.max(0, x - width / 2)), width: percent(width) }
    const place = (kinds: readonly FlowKind[], sign: 1 | -1) => {
      let sum = 0
      for (const kind of kinds.filter((kind) => point.flow[kind] > 0)) {
        const [one, other] = [height(sign * sum), height(sign * (sum + point.flow[kind]))]
        sum += point.flow[kind]
        const y = Math.min(one, other)
        bars.push(
          svgElement('rect', { class: `trend-bar trend-bar-${kind}`, ...box, y, height: Math.abs(one - other) }),
        )
        const link = linkOf(point, kind)
        links.push(
          svgElement(
            'a',
            { href: link.href, 'aria-label': link.title },
            svgElement('title', {}, svgText(link.title)),
            // wider than the bar, which may be hard to hit
            svgElement('rect', {
              class: 'trend-step',
              x: percent(Math.max(0, x - hitWidth(axis, index) / 2)),
              width: percent(hitWidth(axis, index)),
              y,
              height: Math.abs(one - other),
            }),
          ),
        )
      }
      if (sum > 0 && hasRoom(axis, index))
        bars.push(
          svgElement(
            'text',
            {
              class: `trend-sum${hasRoom(axis, index, 14) ? '' : ' trend-wide'}`,
              x: percent(Math.max(0, x - width / 2) + width / 2),
              y: sign === 1 ? height(sum) - 4 : height(-sum) + 12,
              'text-anchor': 'middle',
            },
            svgText(`${sign === 1 ? '+' : '−'}${formatNumber(sum)}`),
          ),
        )
    }
    place(upwardKinds, 1)
    place(downwardKinds, -1)
  })
  bars.push(svgElement('line', { class: 'trend-middle', x2: '100%', y1: middle, y2: middle }))
  return { bars: bars.join(''), links: links.join('') }
}

/** So broad that the two nearest do not touch. */
function barWidth({ positions }: TimeAxis): number {
  const gaps = positions.slice(1).map((position, index) => position - (positions[index] ?? 0))
  return Math.max(0.35, Math.min(1.6, ...gaps.map((gap) => gap * 0.75)))
}

/** From the middle between this bar and the one before to that between this one and the next. */
function hitWidth(axis: TimeAxis, index: number): number {
  return Math.min(4, nearest(axis, index))
}

const hasRoom = (axis: TimeAxis, index: number, room = 4.5): boolean => nearest(axis, index) >= room

function nearest({ positions }: TimeAxis, index: number): number {
  const at = positions[index] ?? 0
  const before = index === 0 ? Number.POSITIVE_INFINITY : at - (positions[index - 1] ?? 0)
  const after = index + 1 === positions.length ? Number.POSITIVE_INFINITY : (positions[index + 1] ?? 0) - at
  return Math.min(before, after)
}
