import { describeEnds } from './describe-evidence.ts'
import type { GateSite, SiteStep } from './gate-site.ts'
import { nameCall } from './name-call.ts'
import type { Problem } from './problem.ts'

/**
 * An acquire that has releases left, and lost the one of another function: those that clean up behind an error are still there, and the one
 * that ended the life of the pages is not. No word where the same function, or a new call anywhere, still drops them.
 */
export function findGoneReleases(
  { was, is }: SiteStep,
  survivors: ReadonlyMap<GateSite, GateSite>,
): readonly Problem[] {
  if (was === null || is.row.role !== 'acquire') return []
  const left = is.ends.filter(isHeld).map(({ other }) => other)
  const before = was.ends.filter(isHeld).map(({ other }) => other)
  if (left.length === 0 || left.some((release) => !before.some((one) => survivors.get(one) === release))) return []
  const inFunction = new Set(left.map(placeOf))
  const gone = before.filter((release) => !survivors.has(release) && !inFunction.has(placeOf(release)))
  const [first] = gone.filter((release) => placeOf(release) !== placeOf(was))
  if (first === undefined || left.some((release) => placeOf(release) !== placeOf(is))) return []
  return [
    {
      about: 'lost-release',
      certain: false,
      at: is,
      other: null,
      message: `${nameCall(is)}: ${nameCall(first)} (${first.row.path}:${first.row.line} before) dropped its pages and is gone; only the function that takes them drops them still. Look where they are dropped now.`,
      evidence: describeEnds(was),
      excuse: null,
    },
  ]
}

/** What is only possible is no other half. */
const isHeld = ({ pair }: GateSite['ends'][number]): boolean => pair.grade !== 'possible'

const placeOf = ({ row }: GateSite): string => `${row.path} ${row.function ?? ''}`
