import { remarkOf } from '#scanner/model/remark-of.ts'
import type { SiteStep } from './gate-site.ts'
import { nameCall } from './name-call.ts'
import type { Problem } from './problem.ts'

/** A comment that says why a call stays, while the function around it changed and the comment did not: whether it is still true is for people to say. */
export function findStaleRemark({ was, is }: SiteStep): readonly Problem[] {
  if (was === null) return []
  const before = remarkOf(was.site)
  const now = remarkOf(is.site)
  if (before === null || now === null || before.reason !== now.reason || before.case !== now.case) return []
  if (before.code === now.code) return []
  return [
    {
      about: 'to-check',
      certain: false,
      at: is,
      other: null,
      message: `${nameCall(is)}: the function changed, and the comment that says why the call stays did not ("${now.reason}"). See whether it is still true, and touch it if it is.`,
      evidence: [],
      excuse: null,
    },
  ]
}
