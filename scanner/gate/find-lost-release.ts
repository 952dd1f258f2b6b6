import { describeEnds } from './describe-evidence.ts'
import type { GateSite, SiteStep } from './gate-site.ts'
import { nameCall } from './name-call.ts'
import { partnerOf } from './partner-of.ts'
import type { Problem } from './problem.ts'
import { staysInside } from './stays-inside.ts'

/**
 * An acquire or a release of gup pages that had its other half before, and has none now. Certain where both stood in one function, the
 * pages never leave it, and no other call there is left to take or drop them; else somebody should look. A new call without another half is
 * such a case, too: nothing shows that it is wrong.
 */
export function findLostRelease({ was, is }: SiteStep): readonly Problem[] {
  const { row } = is
  if (!isExpected(is) || isPaired(is)) return []
  if (was === null) return row.status === 'unknown' && row.reason !== 'crossing-suspected' ? [unpaired(is)] : []
  if (!isPaired(was)) return []
  // a macro that nobody uses any more takes nothing
  if (is.site.function?.kind === 'macro' && was.row.via.length > 0 && row.via.length === 0) return []
  const isWithin = was.ends.every(({ pair }) => pair.rule === 'same-function' && pair.grade === 'certain')
  return [
    {
      about: 'lost-release',
      certain: isWithin && staysInside(is, was) && was.row.function === row.function,
      at: is,
      other: null,
      message: lostMessage(is, was),
      evidence: describeEnds(was),
      excuse: null,
    },
  ]
}

/** Whether a call has another half; what is only possible is none. */
function isPaired({ ends }: GateSite): boolean {
  return ends.some(({ pair }) => pair.grade !== 'possible')
}

/** Whether a call without another half is one that should have it: generic releases drop pages of any origin. */
function isExpected({ row, site }: GateSite): boolean {
  if (row.status === 'implementation' || row.status === 'no-reference' || row.status === 'wrapper') return false
  if (row.status === 'exempt' && row.reason === 'test-code') return false
  return row.role === 'acquire' || !site.api.generic
}

function lostMessage(is: GateSite, was: GateSite): string {
  const [end] = was.ends
  const partner = end === undefined ? '' : ` ${end.other.row.api}() in ${end.other.row.function ?? end.other.row.path}`
  return is.row.role === 'acquire'
    ? `${nameCall(is)} takes pages that nothing drops any more:${partner} did so before. Drop them with ${partnerOf(is.row.api) ?? 'the matching call'}() on every way out.`
    : `${nameCall(is)} drops pages that nothing takes any more:${partner} did so before.`
}

function unpaired(is: GateSite): Problem {
  const message =
    is.row.role === 'acquire'
      ? `${nameCall(is)} pins pages, and no release of them was found: look whether ${partnerOf(is.row.api) ?? 'unpin_user_page'}() follows on every way.`
      : `${nameCall(is)} drops a pin, and no acquire of these pages was found: look where they are pinned.`
  return { about: 'lost-release', certain: false, at: is, other: null, message, evidence: [], excuse: null }
}
