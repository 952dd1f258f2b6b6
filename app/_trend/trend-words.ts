import { remainingOf } from '#app/_data/progress.ts'
import { formatCount, formatDay, formatNumber } from '#app/_web/format.ts'
import type { FlowKind, TrendPoint } from './trend-point.ts'

/** What a step did to acquires, after a number. */
export const flowWords: Readonly<Record<FlowKind, string>> = {
  appeared: 'new to convert',
  regressed: 'regressed',
  converted: 'converted',
  gone: 'gone unconverted',
  exempted: 'exempted',
}

/** `v6.6, 30 Oct 2023`. */
export const describeRevision = ({ label, committedAt }: TrendPoint): string => `${label}, ${formatDay(committedAt)}`

/** A point in a sentence, with what its step did. */
export function describePoint(point: TrendPoint): string {
  const { progress, changed } = point
  const counted = progress.converted + remainingOf(progress)
  return `${describeRevision(point)}: ${formatNumber(progress.converted)} of ${formatNumber(counted)} converted; ${formatCount(changed, 'acquire')} changed`
}

/** What the areas show, for whoever does not see them. */
export function describeTrend(points: readonly TrendPoint[]): string {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return ''
  const share = ({ progress }: TrendPoint) =>
    `${formatNumber(progress.converted)} of ${formatNumber(progress.converted + remainingOf(progress))}`
  return (
    `Acquires by status over ${formatCount(points.length, 'revision')}: ${share(first)} were converted at ${describeRevision(first)}, ` +
    `${share(last)} at ${describeRevision(last)}; ${formatNumber(remainingOf(last.progress))} remain.`
  )
}

/** What the bars show. */
export function describeFlows(points: readonly TrendPoint[]): string {
  const sum = (kind: FlowKind) => points.reduce((total, { flow }) => total + flow[kind], 0)
  return (
    `What changed, step by step: in all ${formatNumber(sum('converted'))} converted, ${formatNumber(sum('gone'))} gone unconverted, ` +
    `${formatNumber(sum('exempted'))} exempted; ${formatNumber(sum('appeared'))} new to convert and ${formatNumber(sum('regressed'))} regressed.`
  )
}
