import { findLostRelease } from './find-lost-release.ts'
import { findNewCrossing } from './find-new-crossing.ts'
import { findNewFindings } from './find-new-findings.ts'
import { findNewLegacy } from './find-new-legacy.ts'
import type { SiteStep } from './gate-site.ts'
import type { Problem } from './problem.ts'

/**
 * What a step from one revision to the next adds or makes worse, in the order of its sites. A site that only moved, was renamed, indented
 * anew or touched is none of it: `was` is the same site, wherever it stood. Pure.
 */
export function findProblems(steps: readonly SiteStep[]): readonly Problem[] {
  const stepOf = new Map(steps.map((step) => [step.is, step]))
  return steps.flatMap((step) => [
    ...findNewCrossing(stepOf, step),
    ...findLostRelease(step),
    ...findNewLegacy(step),
    ...findNewFindings(step),
  ])
}
