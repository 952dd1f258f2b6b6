import { SvgPicture } from '#app/_ui/svg-picture.tsx'
import { formatCount } from '#app/_web/format.ts'
import { eventsPath } from '#app/_web/routes.ts'
import { drawFlowTrend, flowTrendHeight } from './draw-flow-trend.ts'
import { drawStatusTrend, drawStepLinks, drawTimeAxis, statusTrendHeight } from './draw-status-trend.ts'
import { placeRevisions } from './place-revisions.ts'
import {
  downwardKinds,
  type FlowKind,
  inflowOf,
  outflowOf,
  type TrendOwner,
  type TrendPoint,
  upwardKinds,
} from './trend-point.ts'
import { ownerParams } from './trend-query.ts'
import { describeFlows, describePoint, describeRevision, describeTrend, flowWords } from './trend-words.ts'

const axisHeight = 38

/** What stands behind the chart, for whoever goes from link to link. */
export const afterTrend = 'numbers-over-time'

interface TrendChartProps {
  readonly slug: string
  readonly owner: TrendOwner
  readonly points: readonly TrendPoint[]
}

/** For `writeElements`: acquires by status over time, and below what each step brought and took. Each step is a link to what happened in it. */
export function TrendChart({ slug, owner, points }: TrendChartProps) {
  const axis = placeRevisions(points.map(({ committedAt }) => committedAt))
  const status = drawStatusTrend(points, axis)
  const flow = drawFlowTrend(points, axis, (point, kind) => ({
    href: flowPath(slug, owner, point.name, kind),
    title: `${describeRevision(point)}: ${formatCount(point.flow[kind], 'acquire')} ${flowWords[kind]}`,
  }))
  const steps = points.map((point) =>
    point.changed === 0
      ? null
      : {
          href: eventsPath(slug, { rev: point.name }, { ...ownerParams(owner), role: 'acquire' }),
          title: describePoint(point),
        },
  )
  const flows = points.filter((point) => inflowOf(point.flow) + outflowOf(point.flow) > 0)
  return (
    <div className="trend">
      <a href={`#${afterTrend}`} className="skip-link">
        Skip the steps
      </a>
      <SvgPicture className="trend-scale" height={statusTrendHeight} content={status.scale} />
      <div className="trend-plot">
        <SvgPicture
          className="trend-areas"
          height={statusTrendHeight}
          content={status.areas}
          label={describeTrend(points)}
        />
        <SvgPicture
          className="trend-links"
          height={statusTrendHeight}
          content={drawStepLinks(steps, axis, statusTrendHeight)}
          label="Steps, each leading to what changed"
          links
        />
      </div>
      <SvgPicture className="trend-names" height={statusTrendHeight} content={status.names} />
      <SvgPicture className="trend-axis" height={axisHeight} content={drawTimeAxis(points, axis)} />
      {flows.length === 0 ? null : (
        <>
          <div className="trend-plot">
            <SvgPicture
              className="trend-bars"
              height={flowTrendHeight}
              content={flow.bars}
              label={describeFlows(points)}
            />
            <SvgPicture
              className="trend-links"
              height={flowTrendHeight}
              content={flow.links}
              label="What each step brought and took, each leading to those sites"
              links
            />
          </div>
          <div className="trend-legend">
            <FlowLegend points={points} title="more remain" kinds={upwardKinds} />
            <FlowLegend points={points} title="fewer remain" kinds={downwardKinds} />
          </div>
        </>
      )}
    </div>
  )
}

interface FlowLegendProps {
  readonly points: readonly TrendPoint[]
  readonly title: string
  readonly kinds: readonly FlowKind[]
}

function FlowLegend({ points, title, kinds }: FlowLegendProps) {
  const occurring = kinds.filter((kind) => points.some(({ flow }) => flow[kind] > 0))
  if (occurring.length === 0) return null
  return (
    <div>
      <p className="text-muted">{title}</p>
      <ul>
        {occurring.map((kind) => (
          <li key={kind} className={`trend-key trend-key-${kind}`}>
            {flowWords[kind]}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Events of exactly the sites that a part of a bar counts. */
function flowPath(slug: string, owner: TrendOwner, rev: string, kind: FlowKind): string {
  const remaining = kind === 'appeared' || kind === 'gone' ? (['unconverted', 'mismatched', 'unknown'] as const) : []
  return eventsPath(slug, { rev }, { kind, ...ownerParams(owner), role: 'acquire', status: remaining })
}
