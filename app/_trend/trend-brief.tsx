import { max } from 'd3-array'
import { scaleLinear } from 'd3-scale'
import { remainingOf } from '#app/_data/progress.ts'
import { SvgPicture } from '#app/_ui/svg-picture.tsx'
import { Written } from '#app/_ui/written.tsx'
import { formatCount } from '#app/_web/format.ts'
import { drawForecast, forecastHeight, pastOutline } from './draw-forecast.ts'
import { drawTimeAxis } from './draw-status-trend.ts'
import { forecast } from './forecast.ts'
import { asClause, describeBand, describeEnd } from './forecast-words.ts'
import { placeRevisions } from './place-revisions.ts'
import { svgElement, svgText } from './svg-text.ts'
import type { TrendPoint } from './trend-point.ts'
import { overDefault } from './trend-query.ts'

/** What remained at each revision, and how it would go on: the whole history in one small picture. */
export function TrendBrief({ points }: { readonly points: readonly TrendPoint[] }) {
  const last = points.at(-1)
  if (last === undefined || points.length < 2)
    return (
      <p className="text-muted">One revision of this line is scanned so far: there is nothing to compare it with.</p>
    )
  const result = forecast(points, overDefault)
  const drawn = result.kind === 'rate' ? drawForecast(points, result) : drawPast(points)
  const sentence = `${formatCount(remainingOf(last.progress), 'acquire remains', 'acquires remain')} at ${last.label}`
  const answer = result.kind === 'rate' ? `${asClause(describeEnd(result.end))}; ${describeBand(result.end)}` : null
  return (
    <>
      <Written id="trend-brief" className="trend trend-brief">
        <SvgPicture className="trend-scale" height={forecastHeight} content={drawn.scale} />
        <div className="trend-plot">
          <SvgPicture
            className="trend-areas"
            height={forecastHeight}
            content={drawn.picture}
            label={`What remained over ${points.length} revisions, ${points[0]?.label} to ${last.label}: ${sentence}${answer === null ? '' : `; none would remain: ${answer}`}.`}
          />
        </div>
        <SvgPicture className="trend-axis" height={38} content={drawTimeAxis(points, drawn.axis)} />
      </Written>
      {answer === null ? null : (
        <p className="text-sm">
          None would remain: <strong>{answer}</strong>
        </p>
      )}
    </>
  )
}

function drawPast(points: readonly TrendPoint[]) {
  const axis = placeRevisions(points.map(({ committedAt }) => committedAt))
  const most = max(points, ({ progress }) => remainingOf(progress)) ?? 0
  const height = scaleLinear([0, Math.max(1, most)], [forecastHeight, 12])
  const ticks = height.ticks(3).filter(Number.isInteger)
  return {
    axis,
    scale: ticks
      .map((tick) => svgElement('text', { x: '100%', dx: -6, y: height(tick), dy: '0.32em' }, svgText(String(tick))))
      .join(''),
    picture: svgElement(
      'svg',
      { viewBox: `0 0 100 ${forecastHeight}`, preserveAspectRatio: 'none', width: '100%', height: forecastHeight },
      svgElement('path', { class: 'forecast-past', d: pastOutline(points, axis, height) }),
    ),
  }
}
