import type { SiteRow } from './site.ts'

/**
 * Whether a change takes FOLL_LONGTERM from pages that are still kept: pinned for long before and not any more, and
 * dropped by another function than the one that pins them.
 */
export function hasLostLongterm(was: SiteRow | null, is: SiteRow): boolean {
  if (was === null || !was.longterm || is.longterm || is.role !== 'acquire') return false
  return is.pairs.some(
    ({ path, function: other, grade }) => grade !== 'possible' && (path !== is.path || other !== is.function),
  )
}
