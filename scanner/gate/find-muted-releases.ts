import type { SiteRow } from '#scanner/model/site.ts'
import { describeEnd } from './describe-evidence.ts'
import type { GateSite, SiteStep } from './gate-site.ts'
import type { Muted } from './muted.ts'
import { nameCall } from './name-call.ts'
import type { Problem } from './problem.ts'

/**
 * Functions that dropped pages and no longer do (`muted`), of acquires that have other releases left: those of one end of their pages' life say
 * nothing of another. No word where the step brought another release of the same pages, where more functions than before reach one that was there, or
 * where the function took the pages itself and no longer does. Each release is told once, by the first of its acquires.
 */
export function findMutedReleases(
  steps: readonly SiteStep[],
  muted: readonly Muted[],
  survivors: ReadonlyMap<GateSite, GateSite>,
): readonly Problem[] {
  const told = new Set<GateSite>()
  const origin = new Map([...survivors].map(([was, is]) => [is, was]))
  const acquires = new Map(steps.flatMap((step) => (step.was === null ? [] : [[step.was, step.is] as const])))
  return muted.flatMap(({ release, by }): readonly Problem[] => {
    if (told.has(release) || (by === null && survivors.has(release))) return []
    const ends = release.ends.filter(({ pair }) => pair.grade !== 'possible')
    const kept = ends.flatMap((end) => {
      const is = acquires.get(end.other)
      return is === undefined ? [] : [{ end, was: end.other, is }]
    })
    const [first] = kept
    if (first === undefined || kept.length < ends.length) return []
    const place = by === null ? placeOf(release.row) : `${by.path} ${by.function}`
    // where nothing is left, or only the function that takes the pages drops them, that is told of the acquire
    if (kept.some(({ was, is }) => placeOf(was.row) === place || !hasOthersLeft(is, place))) return []
    if (kept.some(({ was, is }) => isDroppedAnew(is, origin) || (takesIn(was, place) && !takesIn(is, place)))) return []
    told.add(release)
    const { row } = release
    const what =
      by === null
        ? `${nameCall(release)} (${row.path}:${row.line} before) dropped its pages and is gone, while the function is still there and calls nothing else that does. Look whether its callers leave the pages now.`
        : `${by.function}() (${by.path}:${by.line} before) had ${nameCall(release)} drop its pages, and no longer calls what does. Look whether it leaves the pages now.`
    return [
      {
        about: 'lost-release',
        certain: false,
        at: first.is,
        other: null,
        message: `${nameCall(first.is)}: ${what}`,
        evidence: describeEnd(first.was, { pair: first.end.pair, other: release }),
        excuse: null,
      },
    ]
  })
}

/** Whether a release of its pages is left in another function: else the acquire has lost them all, or all but its own. */
function hasOthersLeft(is: GateSite, place: string): boolean {
  return held(is).some((release) => placeOf(release.row) !== placeOf(is.row) && placeOf(release.row) !== place)
}

/** Whether a step brought a release of its pages, or more functions reach one than before. */
function isDroppedAnew(is: GateSite, origin: ReadonlyMap<GateSite, GateSite>): boolean {
  return held(is).some((release) => {
    const was = origin.get(release)
    if (was === undefined) return true
    const before = new Set(was.row.via.map(({ path, function: caller }) => `${path} ${caller}`))
    return release.row.via.some(({ path, function: caller }) => !before.has(`${path} ${caller}`))
  })
}

/** Whether a function takes the pages of an acquire, itself or by a call. */
function takesIn({ row }: GateSite, place: string): boolean {
  return placeOf(row) === place || row.via.some(({ path, function: caller }) => `${path} ${caller}` === place)
}

/** Releases of an acquire; what is only possible is none. */
function held({ ends }: GateSite): readonly GateSite[] {
  return ends.flatMap(({ pair, other }) => (pair.grade === 'possible' ? [] : [other]))
}

const placeOf = ({ path, function: inside }: SiteRow): string => `${path} ${inside ?? ''}`
