import { describeEnd } from './describe-evidence.ts'
import type { GateSite, SiteStep } from './gate-site.ts'
import { nameCall } from './name-call.ts'
import type { Problem } from './problem.ts'

/**
 * Releases that went while the functions that they stood in are still there and drop nothing (`muted`), of acquires that have other releases
 * left: those of one end of their pages' life say nothing of another. No word where the step brought another release of the same pages, or where
 * more functions than before reach one that was there. Each release is told once, by the first of its acquires.
 */
export function findMutedReleases(
  steps: readonly SiteStep[],
  muted: ReadonlySet<GateSite>,
  survivors: ReadonlyMap<GateSite, GateSite>,
): readonly Problem[] {
  const isFor = new Map([...survivors].map(([was, is]) => [is, was]))
  const acquires = new Map(steps.flatMap((step) => (step.was === null ? [] : [[step.was, step.is] as const])))
  return [...muted].flatMap((release): readonly Problem[] => {
    if (survivors.has(release)) return []
    const ends = release.ends.filter(({ pair }) => pair.grade !== 'possible')
    const kept = ends.flatMap((end) => {
      const is = acquires.get(end.other)
      return is === undefined ? [] : [{ end, was: end.other, is }]
    })
    const [first] = kept
    // where nothing is left, or only the function that takes the pages drops them, that is told of the acquire
    if (first === undefined || kept.length < ends.length) return []
    if (kept.some(({ was }) => placeOf(was) === placeOf(release))) return []
    if (kept.some(({ is }) => !hasOthersLeft(is) || isDroppedAnew(is, isFor))) return []
    return [
      {
        about: 'lost-release',
        certain: false,
        at: first.is,
        other: null,
        message: `${nameCall(first.is)}: ${nameCall(release)} (${release.row.path}:${release.row.line} before) dropped its pages and is gone, while the function is still there and calls nothing else that does. Look whether its callers leave the pages now.`,
        evidence: describeEnd(first.was, { pair: first.end.pair, other: release }),
        excuse: null,
      },
    ]
  })
}

/** Whether a release of its pages is left in another function: else the acquire has lost them all, or all but its own. */
function hasOthersLeft(is: GateSite): boolean {
  return held(is).some((release) => placeOf(release) !== placeOf(is))
}

/** Whether a step brought a release of its pages, or more functions reach one than before. */
function isDroppedAnew(is: GateSite, isFor: ReadonlyMap<GateSite, GateSite>): boolean {
  return held(is).some((release) => {
    const was = isFor.get(release)
    if (was === undefined) return true
    const before = new Set(was.row.via.map(({ path, function: caller }) => `${path} ${caller}`))
    return release.row.via.some(({ path, function: caller }) => !before.has(`${path} ${caller}`))
  })
}

/** Releases of an acquire; what is only possible is none. */
function held({ ends }: GateSite): readonly GateSite[] {
  return ends.flatMap(({ pair, other }) => (pair.grade === 'possible' ? [] : [other]))
}

const placeOf = ({ row }: GateSite): string => `${row.path} ${row.function ?? ''}`
