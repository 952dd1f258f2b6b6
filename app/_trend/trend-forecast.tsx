import Link from 'next/link'
import { Section } from '#app/_ui/section.tsx'
import { SvgPicture } from '#app/_ui/svg-picture.tsx'
import { Written } from '#app/_ui/written.tsx'
import { formatCount, formatDay, formatNumber } from '#app/_web/format.ts'
import { drawForecast, forecastHeight } from './draw-forecast.ts'
import { drawTimeAxis } from './draw-status-trend.ts'
import { type BackTests, type Forecast, forecast, type Rate } from './forecast.ts'
import {
  bandPercent,
  describeBand,
  describeEnd,
  describeForecast,
  describeRate,
  forecastMethod,
} from './forecast-words.ts'
import type { TrendPoint } from './trend-point.ts'
import { overMax, overMin } from './trend-query.ts'
import { describeRevision } from './trend-words.ts'

interface TrendForecastProps {
  /** The whole history, which the rate may look back on. */
  readonly all: readonly TrendPoint[]
  /** What the chart above shows. */
  readonly points: readonly TrendPoint[]
  readonly over: number
  /** This page with a rate over another number of steps. */
  readonly pageOver: (over: number) => string
  /** The answer alone is seen at first. */
  readonly folded: boolean
}

/** When nothing would remain if things went on as they did, and how well that would have been said before. */
export function TrendForecast({ all, points, over, pageOver, folded }: TrendForecastProps) {
  const result = forecast(all, over)
  const choice = <StepChoice all={all} over={over} pageOver={pageOver} />
  const answer = <Answer result={result} />
  if (result.kind !== 'rate' || isStill(result.rate))
    return (
      <Section title="When would none remain?">
        <p>{answer}</p>
      </Section>
    )
  const report = <ForecastReport result={result} points={points} over={over} />
  return folded ? (
    <Section title="When would none remain?">
      <details>
        <summary>{answer}</summary>
        <div className="mt-2 text-sm text-muted">{choice}</div>
        {report}
      </details>
    </Section>
  ) : (
    <Section title="When would none remain?" aside={choice}>
      <p>{answer}</p>
      {report}
    </Section>
  )
}

const choices = [4, 8, 12, 24, 52] as const

function StepChoice({ all, over, pageOver }: Omit<TrendForecastProps, 'points' | 'folded'>) {
  const steps = all.length - 1
  const offered = [...new Set([...choices.filter((choice) => choice < steps), Math.min(overMax, steps)])]
  if (steps <= overMin) return null
  return (
    <nav aria-label="Steps that the rate is taken over">
      rate over the last{' '}
      {offered.map((choice, index) => (
        <span key={choice}>
          {index === 0 ? '' : ' · '}
          <Link
            href={pageOver(choice)}
            prefetch={false}
            {...(Math.min(over, steps) === choice
              ? { 'aria-current': 'true' as const, className: 'trend-chosen' }
              : {})}
          >
            {choice === steps ? `all ${choice}` : choice}
          </Link>
        </span>
      ))}{' '}
      steps
    </nav>
  )
}

/** Nothing happened at all: there is nothing to draw. */
const isStill = ({ net, inflow, outflow }: Rate): boolean => net === 0 && inflow === 0 && outflow === 0

function Answer({ result }: { readonly result: Forecast }) {
  switch (result.kind) {
    case 'done':
      return <>Nothing remains to be converted.</>
    case 'too-few':
      return (
        <span className="text-muted">
          A rate needs at least {formatNumber(overMin + 1)} revisions, so that it can be told how much steps differ;{' '}
          {formatNumber(result.steps + 1)} {result.steps === 0 ? 'is' : 'are'} scanned on this line.
        </span>
      )
    case 'no-time':
      return <span className="text-muted">All these revisions are of one moment: there is no rate.</span>
    case 'rate':
      if (isStill(result.rate))
        return (
          <>
            <strong>Not at this rate</strong>: no acquire was converted, came in or went since{' '}
            {describeRevision(result.rate.since)}; {formatCount(result.remaining, 'remains', 'remain')}.
          </>
        )
      return (
        <>
          <strong>{describeEnd(result.end)}</strong>: {describeBand(result.end)}.{' '}
          {formatCount(result.remaining, 'acquire remains', 'acquires remain')} at {result.last.label}.
        </>
      )
  }
}

interface ForecastReportProps {
  readonly result: Extract<Forecast, { readonly kind: 'rate' }>
  readonly points: readonly TrendPoint[]
  readonly over: number
}

function ForecastReport({ result, points, over }: ForecastReportProps) {
  const { last, rate, backTests } = result
  const { axis, scale, picture } = drawForecast(points, result)
  return (
    <>
      <Written id="trend-forecast" className="trend trend-forecast">
        <SvgPicture className="trend-scale" height={forecastHeight} content={scale} />
        <div className="trend-plot">
          <SvgPicture
            className="trend-areas"
            height={forecastHeight}
            content={picture}
            label={describeForecast(result)}
          />
        </div>
        <ul className="trend-legend">
          <li className="trend-key trend-key-past">remained</li>
          <li className="trend-key trend-key-rate">at this rate</li>
          <li className="trend-key trend-key-band">{bandPercent} % band</li>
          {backTests === null ? null : (
            <li className="trend-key trend-key-backtest">as said at {backTests.last.origin.label}</li>
          )}
        </ul>
        <SvgPicture className="trend-axis" height={38} content={drawTimeAxis(points, axis)} />
      </Written>
      <p className="mt-1 max-w-[60rem] text-sm text-muted">
        Over {rate.steps < over ? 'all' : 'the last'} {formatCount(rate.steps, 'step')}, {describeRevision(rate.since)}{' '}
        to {describeRevision(last)}: {describeRate(rate)}. {forecastMethod} Counted from {formatDay(last.committedAt)}.
      </p>
      <BackTestWords tests={backTests} />
    </>
  )
}

function BackTestWords({ tests }: { readonly tests: BackTests | null }) {
  if (tests === null)
    return <p className="mt-1 text-sm text-muted">There is too little history to test this against what happened.</p>
  const { last, ahead, tried, held } = tests
  const inside = Math.floor(last.low) <= last.actual && last.actual <= Math.ceil(last.high)
  return (
    <p className="mt-1 max-w-[60rem] text-sm text-muted">
      Back-test: {formatCount(ahead, 'step')} ago, at {describeRevision(last.origin)}, this would have said that{' '}
      {formatNumber(Math.round(last.predicted))} remain now ({formatNumber(Math.floor(last.low))} to{' '}
      {formatNumber(Math.ceil(last.high))}); {formatNumber(last.actual)} do, {inside ? 'within' : 'outside'} its band.
      Tried so at {formatCount(tried, 'revision')}, the band held what happened at {formatNumber(held)}.
    </p>
  )
}
