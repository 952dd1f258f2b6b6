import type { CheckKind } from '#scanner/model/check.ts'
import type { GateSite } from './gate-site.ts'
import { holdOf } from './hold-of.ts'

/** Whether a site still has the problem that it was given by an earlier commit; `null`: the call is there no more. */
export function stillHolds(about: CheckKind, is: GateSite | null): boolean {
  if (is === null) return false
  const { row } = is
  switch (about) {
    case 'new-unconverted':
      return row.status === 'unconverted' || (isKept(row.status) && holdOf(is) === 'reference')
    case 'new-mismatched':
      return row.status === 'mismatched' || row.reason === 'crossing-suspected'
    case 'lost-release':
      return is.ends.every(({ pair }) => pair.grade === 'possible')
    case 'leaking-exit':
      return row.findings.includes('no-release-on-error-path')
    case 'flag-at-call':
      return row.findings.includes('foll-flag-at-call')
    case 'longterm-missing':
      return row.findings.includes('longterm-missing')
    case 'to-check':
      return row.findings.length > 0
  }
}

/** Statuses under which a plain reference is taken all the same. */
function isKept(status: GateSite['row']['status']): boolean {
  return status === 'exempt' || status === 'wrapper'
}
