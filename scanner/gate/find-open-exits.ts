import { describeEnds } from './describe-evidence.ts'
import type { SiteStep } from './gate-site.ts'
import { nameCall } from './name-call.ts'
import { partnerOf } from './partner-of.ts'
import type { Problem } from './problem.ts'

/**
 * One more way out on an error than before leaves pages that lie in a member, while others of the function drop them. Whoever owns them may
 * drop them later, so that somebody has to look.
 */
export function findOpenExits({ was, is }: SiteStep): readonly Problem[] {
  if (was?.openExits === undefined || is.openExits === undefined || is.openExits <= was.openExits) return []
  return [
    {
      about: 'leaking-exit',
      certain: false,
      at: is,
      other: null,
      message: `${nameCall(is)}: a way out on an error leaves its pages, and others of the function drop them. Look whether ${partnerOf(is.row.api) ?? 'the matching call'}() is missing there.`,
      evidence: describeEnds(is),
      excuse: null,
    },
  ]
}
