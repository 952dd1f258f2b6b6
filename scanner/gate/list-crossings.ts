import type { GateEnd, GateSite } from './gate-site.ts'
import { holdOf } from './hold-of.ts'

/** The certain ends of a mismatched acquire that are of the other kind; of a mismatched release the acquires that are. */
export function listCrossings({ row, ends }: GateSite): readonly GateEnd[] {
  if (row.status !== 'mismatched') return []
  // of a release the reason says how the acquire holds its pages
  const isPinned = row.reason === 'pinned-but-put'
  return ends.filter(({ pair, other }) => {
    if (pair.grade !== 'certain') return false
    const hold = holdOf(other)
    if (row.role === 'release') return hold === 'carrier' || (hold === 'pin') === isPinned
    return isPinned ? hold === 'reference' || hold === 'placeholder' : hold === 'pin'
  })
}
