import type { Api } from '#scanner/model/api.ts'
import type { Grade } from '#scanner/model/site.ts'
import type { Stage } from './judge-acquire.ts'
import type { Verdict } from './judgement.ts'
import type { ResolvedHold } from './resolve-holds.ts'

export interface JudgedAcquire {
  readonly hold: ResolvedHold
  readonly grade: Grade
  /** Verdict of the acquire itself, where it is exempt or not counted. */
  readonly exempt: Verdict | null
}

/** From bad to good: the worst pair of a release decides. */
const severity = ['mismatched', 'unconverted', 'unknown', 'converted', 'exempt'] as const

/** Status of a release by the acquires it is paired with. */
export function judgeRelease(api: Api, acquires: readonly JudgedAcquire[], stage: Stage): Verdict {
  if (acquires.length === 0) {
    return { status: api.generic ? 'unrelated' : 'unknown', reason: 'no-acquire-found' }
  }
  // what is merely possible says nothing beside something better
  const better = acquires.filter(({ grade }) => grade !== 'possible')
  const telling = acquires.filter(
    ({ grade, hold }) => grade !== 'possible' || better.length === 0 || isCrossing(api, hold),
  )
  const verdicts = telling.map((acquire) => acquire.exempt ?? judgePair(api, acquire, stage))
  for (const status of severity) {
    const worst = verdicts.find((verdict) => verdict.status === status)
    if (worst !== undefined) return worst
  }
  return verdicts[0] ?? { status: 'unknown', reason: 'no-acquire-found' }
}

function isCrossing(api: Api, hold: ResolvedHold): boolean {
  return api.hold !== 'carrier' && (api.hold === 'pin') !== (hold === 'pin')
}

function judgePair(api: Api, { hold, grade }: JudgedAcquire, stage: Stage): Verdict {
  const dropped = api.hold === 'carrier' ? hold : api.hold
  if (hold === 'pin' && dropped === 'pin') {
    // what is only possible converts nothing, at either end
    return grade === 'possible'
      ? { status: 'unknown', reason: 'no-acquire-found' }
      : { status: 'converted', reason: 'pinned-and-unpinned' }
  }
  if (hold !== 'pin' && dropped === 'placeholder') {
    return stage === 'placeholder'
      ? { status: 'converted', reason: 'got-and-put-user' }
      : { status: 'unconverted', reason: 'legacy-release' }
  }
  if (hold !== 'pin' && dropped !== 'pin') return { status: 'unconverted', reason: 'legacy-release' }
  if (grade !== 'certain') return { status: 'unknown', reason: 'crossing-suspected' }
  return { status: 'mismatched', reason: hold === 'pin' ? 'pinned-but-put' : 'got-but-unpinned' }
}
