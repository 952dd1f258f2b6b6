import Link from 'next/link'
import { getDatabase } from '#app/_data/database.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { type Progress, remainingOf } from '#app/_data/progress.ts'
import { remember } from '#app/_data/remember.ts'
import { listTrendSubsystems } from '#app/_trend/queries/list-trend-subsystems.ts'
import { Section } from '#app/_ui/section.tsx'
import { SvgPicture } from '#app/_ui/svg-picture.tsx'
import { Written } from '#app/_ui/written.tsx'
import { formatNumber } from '#app/_web/format.ts'
import { type Parameters, subsystemPath, subsystemsPath } from '#app/_web/routes.ts'
import { drawSmallTrend, smallTrendHeight } from './draw-small-trend.ts'
import { placeRevisions } from './place-revisions.ts'
import type { TrendPoint } from './trend-point.ts'

const shown = 12

interface SubsystemTrendsProps {
  readonly context: TreeContext
  readonly points: readonly TrendPoint[]
  /** What the charts of a section are to show as well. */
  readonly params: Parameters
}

/** One small picture for each of the sections with most to convert, all at one scale. */
export async function SubsystemTrends({ context, points, params }: SubsystemTrendsProps) {
  const { tree, rev } = context
  const ids = points.map(({ id }) => id)
  const trends = await remember(context.revision, ['trends of subsystems', ids], () =>
    listTrendSubsystems(getDatabase(), ids, shown),
  )
  const [first, last] = [points[0], points.at(-1)]
  if (!trends.some(({ progress }) => hasChanged(progress)) || first === undefined || last === undefined) return null
  const axis = placeRevisions(points.map(({ committedAt }) => committedAt))
  const most = Math.max(...trends.flatMap(({ progress }) => progress.map(countedOf)))
  return (
    <Section
      title="By subsystem over time"
      aside={
        <Link href={subsystemsPath(tree.slug, { rev })} prefetch={false}>
          all subsystems
        </Link>
      }
    >
      <Written id="small-trends">
        <ul className="small-trends">
          {trends.map(({ title, slug, progress }) => (
            <li key={slug}>
              <Link href={subsystemPath(tree.slug, { rev }, slug, params)} prefetch={false} className="small-trend">
                <span className="small-trend-title">{title}</span>
                <SvgPicture
                  className="small-trend-picture"
                  height={smallTrendHeight}
                  content={drawSmallTrend(progress, axis, most)}
                />
                <span className="small-trend-words">{describeChange(progress)}</span>
              </Link>
            </li>
          ))}
        </ul>
      </Written>
      <p className="mt-2 text-sm text-muted">
        What remains, and above it what is converted, from {first.label} to {last.label}; every picture is{' '}
        {formatNumber(most)} acquires high. Sections in which most remains now or remained at first; each acquire counts
        for the deepest one.
      </p>
    </Section>
  )
}

/** Pictures of nothing but what is so now would say no more than the list of sections. */
const hasChanged = (progress: readonly Progress[]): boolean =>
  progress.some((at) => at.converted !== progress[0]?.converted || remainingOf(at) !== remainingOf(progress[0]))

const countedOf = (progress: Progress): number => progress.converted + remainingOf(progress)

/** `12 → 3 remain`. */
function describeChange(progress: readonly Progress[]) {
  const [first, last] = [progress[0], progress.at(-1)]
  if (first === undefined || last === undefined) return null
  return (
    <>
      <span aria-hidden="true">
        {formatNumber(remainingOf(first))} → <strong>{formatNumber(remainingOf(last))}</strong> remain of{' '}
        {formatNumber(countedOf(last))}
      </span>
      <span className="sr-only">
        : {formatNumber(remainingOf(first))} remained at first, {formatNumber(remainingOf(last))} of{' '}
        {formatNumber(countedOf(last))} remain
      </span>
    </>
  )
}
