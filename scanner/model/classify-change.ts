import type { Role } from './api.ts'
import type { EventKind } from './event.ts'
import type { Reason, Status } from './site.ts'

/** What a comparison of two revisions lists, what hurts first. `pinwatch compare` and the page mean the same by it. */
export const comparisonKinds = ['regressed', 'appeared', 'converted', 'gone', 'open'] as const
export type ComparisonKind = (typeof comparisonKinds)[number]

const counted: readonly Status[] = ['unconverted', 'converted', 'mismatched', 'unknown', 'exempt']

/** What of a site at a revision decides what happened to it. */
export interface ChangedSite {
  readonly status: Status
  readonly role: Role
  readonly reason: Reason
}

/**
 * What happened to a site between two revisions, by what it is at each; `null` where the revision does not have it. As `replaceEvents` of
 * the store says it in SQL, which also tells sites that moved. Generic releases that nothing is known of (`unrelated`) come and go unsaid.
 * An acquire whose only release went is no longer converted; one of 2019 that is half converted is on its way.
 */
export function classifyChange(
  was: Pick<ChangedSite, 'status'> | null,
  is: ChangedSite | null,
): Exclude<EventKind, 'moved'> | null {
  if (was === null) return is === null || is.status === 'unrelated' ? null : 'appeared'
  if (is === null) return was.status === 'unrelated' ? null : 'gone'
  if (was.status === is.status) return null
  if (is.status === 'mismatched') return 'regressed'
  if (was.status === 'converted' && is.status === 'unconverted')
    return is.reason === 'mixed-releases' ? null : 'regressed'
  if (was.status === 'converted' && is.status === 'unknown' && is.role === 'acquire') return 'regressed'
  if (counted.includes(was.status) && is.status === 'converted') return 'converted'
  if (counted.includes(was.status) && is.status === 'exempt') return 'exempted'
  return null
}

/** Whether a site is still to be converted, mended or looked at: the acquires that progress counts as remaining. */
export function isOpenSite({ role, status }: { readonly role: Role; readonly status: Status }): boolean {
  return role === 'acquire' && (status === 'unconverted' || status === 'mismatched' || status === 'unknown')
}
