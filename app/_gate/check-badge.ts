import type { Badge } from '#app/_ui/badge-svg.ts'
import { formatCount } from '#app/_web/format.ts'
import type { ListedCheck } from './queries/check-columns.ts'

/** What the newest check of a branch came to. */
export function checkBadge(branch: string, check: ListedCheck | null): Badge {
  const label = `gup check ${branch}`
  if (check === null) return { label, value: 'none yet', tone: 'none' }
  if (check.verdict === null) return { label, value: 'not checked', tone: 'none' }
  if (check.verdict === 'pass') return { label, value: 'pass', tone: 'done' }
  return { label, value: formatCount(check.errors, 'error'), tone: 'bad' }
}
