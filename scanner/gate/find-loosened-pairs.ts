import { describeEnds } from './describe-evidence.ts'
import type { GateEnd, GateSite, SiteStep } from './gate-site.ts'
import { nameCall } from './name-call.ts'
import type { Problem } from './problem.ts'

/**
 * An acquire whose way to its releases was followed and is no more: another callback was set, or another member is dropped. That the release belongs to
 * it is only guessed since, for what is left over in the file, or is there for others.
 */
export function findLoosenedPairs({ was, is }: SiteStep): readonly Problem[] {
  if (was === null || is.row.role !== 'acquire') return []
  const before = held(was)
  const now = held(is)
  const [first] = before
  if (first === undefined || now.length === 0 || before.some(isGuessed) || !now.every(isGuessed)) return []
  return [
    {
      about: 'lost-release',
      certain: false,
      at: is,
      other: null,
      message: `${nameCall(is)}: its pages reached ${nameCall(first.other)} before, and no longer do so in a way that can be followed. Look where they are dropped now.`,
      evidence: describeEnds(was),
      excuse: null,
    },
  ]
}

/** Other ends; what is only possible is none. */
const held = ({ ends }: GateSite): readonly GateEnd[] => ends.filter(({ pair }) => pair.grade !== 'possible')

const isGuessed = ({ pair }: GateEnd): boolean => pair.rule === 'by-exclusion' || pair.rule === 'exported-functions'
