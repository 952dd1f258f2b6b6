import type { SiteRemark } from '#app/_data/list-remarks.ts'
import type { TriageVerdict } from '#scanner/model/triage/triage.ts'

/** What a verdict is called in a list; sentences stand in the model. */
export const verdictWords: Readonly<Record<TriageVerdict, string>> = {
  stays: 'stays by design',
  blocked: 'blocked',
  'not-gup': 'not a gup site',
  'wrong-pair': 'wrong pair',
  'dual-mode': 'dual mode confirmed',
  case: 'case',
}

/** What a comment beside a call comes to, and whether somebody has to look at it again. */
export const describeRemark = ({ case: picked, isStale }: Pick<SiteRemark, 'case' | 'isStale'>): string =>
  `stays on gup${picked === null ? '' : `, case ${picked}`}, by a comment in the code${isStale ? ', and the function changed since' : ''}`
