import type { Grade } from '#scanner/model/site.ts'
import type { Verdict } from './judgement.ts'
import type { ResolvedHold } from './resolve-holds.ts'

export interface JudgedRelease {
  /** `carrier` drops whatever its acquire took. */
  readonly hold: ResolvedHold | 'carrier'
  readonly grade: Grade
}

/** `placeholder`: the tree has no `pin_user_pages()` yet (up to 5.5), so that `put_user_page*()` is the conversion. */
export type Stage = 'placeholder' | 'pin'

/** Status of an acquire by how it holds its pages and by what its releases drop. */
export function judgeAcquire(hold: ResolvedHold, releases: readonly JudgedRelease[], stage: Stage): Verdict {
  const certain = releases.filter(({ grade }) => grade === 'certain')
  if (hold === 'pin') {
    if (certain.some((release) => crosses(hold, release))) return { status: 'mismatched', reason: 'pinned-but-put' }
    const fitting = releases.filter((release) => !crosses(hold, release))
    // what is only possible converts nothing
    if (fitting.some(({ grade }) => grade !== 'possible')) return { status: 'converted', reason: 'pinned-and-unpinned' }
    return { status: 'unknown', reason: releases.length > fitting.length ? 'crossing-suspected' : 'no-release-found' }
  }
  if (certain.some(({ hold: dropped }) => dropped === 'pin'))
    return { status: 'mismatched', reason: 'got-but-unpinned' }
  if (stage === 'pin') return { status: 'unconverted', reason: 'legacy-acquire' }
  const converted = releases.filter(({ hold: dropped }) => dropped === 'placeholder')
  if (converted.length === 0) return { status: 'unconverted', reason: 'legacy-acquire' }
  if (converted.length === releases.length) return { status: 'converted', reason: 'got-and-put-user' }
  // both kinds fit a plain reference, so that nothing crosses here: a likely pair of each is enough to say half converted
  const isMix = releases.some(({ hold: dropped, grade }) => dropped === 'reference' && grade !== 'possible')
  return isMix
    ? { status: 'unconverted', reason: 'mixed-releases' }
    : { status: 'unknown', reason: 'crossing-suspected' }
}

function crosses(hold: ResolvedHold, { hold: dropped }: JudgedRelease): boolean {
  return dropped !== 'carrier' && dropped !== hold
}
