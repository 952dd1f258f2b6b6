import { findGoneReleases } from './find-gone-releases.ts'
import { findHeldBackReleases } from './find-held-back-releases.ts'
import { findLoosenedPairs } from './find-loosened-pairs.ts'
import { findLostRelease } from './find-lost-release.ts'
import { findMutedReleases } from './find-muted-releases.ts'
import { findNewCrossing } from './find-new-crossing.ts'
import { findNewFindings } from './find-new-findings.ts'
import { findNewLegacy } from './find-new-legacy.ts'
import { findOpenExits } from './find-open-exits.ts'
import { findStaleRemark } from './find-stale-remark.ts'
import type { GateSite, SiteStep } from './gate-site.ts'
import type { Muted } from './muted.ts'
import type { Problem } from './problem.ts'

/**
 * What a step from one revision to the next adds or makes worse, in the order of its sites. A site that only moved, was renamed, indented
 * anew or touched is none of it: `was` is the same site, wherever it stood. `muted` are functions that stand and drop no more. Pure.
 */
export function findProblems(steps: readonly SiteStep[], muted: readonly Muted[]): readonly Problem[] {
  const stepOf = new Map(steps.map((step) => [step.is, step]))
  const survivors = new Map(steps.flatMap(({ was, is }) => (was === null ? [] : [[was, is] as const])))
  const found = steps.flatMap((step) => [
    ...findNewCrossing(stepOf, step),
    ...findLostRelease(step),
    ...findGoneReleases(step, survivors),
    ...findHeldBackReleases(step, survivors),
    ...findLoosenedPairs(step),
    ...findNewLegacy(step),
    ...findNewFindings(step),
    ...findOpenExits(step),
    ...findStaleRemark(step),
  ])
  const all = [...onceEach(found, stepOf), ...findMutedReleases(steps, muted, survivors)]
  const lost = new Set(all.filter(({ about }) => about === 'lost-release').map(({ at }) => at))
  // where no way out drops the pages, that one does not is the same
  const each = all.filter(({ about, at }) => about !== 'leaking-exit' || !lost.has(at))
  const certain = each.filter(({ certain: isCertain }) => isCertain)
  const told = new Set(certain.flatMap(({ at, other }) => [at, ...(other === null ? [] : [other])]))
  return each.filter((problem) => problem.certain || !isTold(problem, stepOf.get(problem.at), told))
}

/**
 * A crossing is said once: of a release that several acquires meet not for each, and not of an acquire whose release it is said of and is what
 * changed.
 */
function onceEach(problems: readonly Problem[], stepOf: ReadonlyMap<GateSite, SiteStep>): readonly Problem[] {
  const isCrossing = ({ about, certain }: Problem) => about === 'new-mismatched' && certain
  const at = new Map<GateSite, Problem>()
  for (const problem of problems) if (isCrossing(problem) && !at.has(problem.at)) at.set(problem.at, problem)
  const isChanged = (site: GateSite) => stepOf.get(site)?.was?.row.api !== site.row.api
  const isSaidOf = (site: GateSite) => site.row.role === 'release' && at.has(site) && isChanged(site)
  return problems.filter(
    (problem) =>
      !isCrossing(problem) ||
      (at.get(problem.at) === problem &&
        !(problem.at.row.role === 'acquire' && problem.at.ends.some(({ other }) => isSaidOf(other)))),
  )
}

/** Whether something certain is said of a call or of its other half, so that a suspicion about them would only repeat it. */
function isTold({ about, at, other }: Problem, step: SiteStep | undefined, told: ReadonlySet<GateSite>): boolean {
  if (about !== 'new-mismatched' && about !== 'lost-release' && about !== 'new-unconverted') return false
  const places = new Set([...told].map(placeOf))
  const ends = [...at.ends, ...(step?.was?.ends ?? [])].map((end) => end.other)
  return [at, ...(other === null ? [] : [other]), ...ends].some((site) => told.has(site) || places.has(placeOf(site)))
}

/** The same before and after a step, unless the function was renamed: enough to tell the other half of a pair again. */
function placeOf({ row }: GateSite): string {
  return [row.path, row.function ?? '', row.role, row.ordinal].join(' ')
}
