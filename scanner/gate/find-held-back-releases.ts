import type { Arms } from '#scanner/model/arms.ts'
import { areWithin } from '#scanner/model/arms.ts'
import { asksFor } from '#scanner/model/asks-for.ts'
import { valueKey } from '#scanner/model/value-key.ts'
import { describeEnds } from './describe-evidence.ts'
import type { GateSite, SiteStep } from './gate-site.ts'
import { nameCall } from './name-call.ts'
import type { Problem } from './problem.ts'

/**
 * A release that stands under a condition which it did not stand under before, neither of the preprocessor nor of the code, while what takes its
 * pages does not: where the condition does not hold, they are left. No word where the condition asks whether there are pages at all, or where the
 * step brought another release of the same pages, as one of two kinds is, nor of what an iterator gave, which may be pages that nobody holds.
 */
export function findHeldBackReleases(
  { was, is }: SiteStep,
  survivors: ReadonlyMap<GateSite, GateSite>,
): readonly Problem[] {
  if (was === null || is.row.role !== 'release' || was.row.api !== is.row.api) return []
  const acquires = held(is)
  if (acquires.some(({ row }) => row.family === 'iov-extract')) return []
  const origin = new Map([...survivors].map(([before, now]) => [now, before]))
  if (acquires.length === 0 || acquires.some((acquire) => !origin.has(acquire))) return []
  const condition = conditionAdded(was, is)
  if (condition === null) return []
  const isAsIt = acquires.some((acquire) => conditionAdded(origin.get(acquire) ?? acquire, acquire) !== null)
  const isOneOfTwo = acquires.some((acquire) => held(acquire).some((other) => other !== is && !origin.has(other)))
  if (isAsIt || isOneOfTwo) return []
  return [
    {
      about: 'lost-release',
      certain: false,
      at: is,
      other: null,
      message: `${nameCall(is)} dropped its pages always, and does so only under "${condition}" now. Look where they are dropped if that does not hold.`,
      evidence: describeEnds(is),
      excuse: null,
    },
  ]
}

/** A condition that a call stands under now and did not before, and that does not ask for the pages themselves. */
function conditionAdded(was: GateSite, is: GateSite): string | null {
  const arm = armAdded(was.site.call.arms, is.site.call.arms)
  if (arm !== null) return arm
  const before = was.site.call.guards ?? []
  const now = is.site.call.guards ?? []
  if (now.length <= before.length) return null
  return now.find((guard) => !before.includes(guard) && !asksForPages(guard, is)) ?? null
}

function armAdded(before: Arms | undefined, now: Arms | undefined): string | null {
  return now?.find((literal) => !areWithin(before, [literal])) ?? null
}

/** It names the pages, what else the call is given, or what some acquire of them returned: `if (box->pages)`, `if (got > 0)`. */
function asksForPages(guard: string, { site, ends }: GateSite): boolean {
  const given = site.call.arguments.flatMap(({ path }) => (path === null ? [] : [valueKey(path)]))
  const results = ends.flatMap(({ other }) => {
    const { result } = other.site.call
    return result === null || result === 'return' ? [] : [valueKey(result)]
  })
  return asksFor(guard, [...given, ...results])
}

/** Other ends; what is only possible is none. */
function held({ ends }: GateSite): readonly GateSite[] {
  return ends.flatMap(({ pair, other }) => (pair.grade === 'possible' ? [] : [other]))
}
