import type { Role } from './api.ts'
import type { EventKind } from './event.ts'
import type { Status } from './site.ts'

/** What a comparison of two revisions lists, what hurts first. `pinwatch compare` and the page mean the same by it. */
export const comparisonKinds = ['regressed', 'appeared', 'converted', 'gone', 'open'] as const
export type ComparisonKind = (typeof comparisonKinds)[number]

const counted: readonly Status[] = ['unconverted', 'converted', 'mismatched', 'unknown', 'exempt']

/**
 * What happened to a site between two revisions, by its status at each; `null` where the revision does not have it. As `replaceEvents` of
 * the store says it in SQL, which also tells sites that moved. Generic releases that nothing is known of (`unrelated`) come and go unsaid.
 */
export function classifyChange(was: Status | null, is: Status | null): Exclude<EventKind, 'moved'> | null {
  if (was === null) return is === null || is === 'unrelated' ? null : 'appeared'
  if (is === null) return was === 'unrelated' ? null : 'gone'
  if (was === is) return null
  if (is === 'mismatched') return 'regressed'
  if (was === 'converted' && is === 'unconverted') return 'regressed'
  if (counted.includes(was) && is === 'converted') return 'converted'
  if (counted.includes(was) && is === 'exempt') return 'exempted'
  return null
}

/** Whether a site is still to be converted, mended or looked at: the acquires that progress counts as remaining. */
export function isOpenSite({ role, status }: { readonly role: Role; readonly status: Status }): boolean {
  return role === 'acquire' && (status === 'unconverted' || status === 'mismatched' || status === 'unknown')
}
