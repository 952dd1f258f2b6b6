import type { Hold } from '#scanner/model/api.ts'
import { apiByName } from '#scanner/model/catalogue/index.ts'
import type { Grade } from '#scanner/model/site.ts'
import type { Where } from './site-history.ts'

export type EndsStatus = 'absent' | 'alone' | 'legacy' | 'put-user' | 'mixed' | 'pinned' | 'crossing' | 'unclear'

/**
 * What a call, the first of the places, and the calls that it is paired with amount to, by how each API holds pages: as statuses are
 * judged, as far as calls alone decide them. `null` where the tree would have to be asked how an API holds its pages.
 *
 * One thing is judged otherwise: `put_user_page*()` fits a pin as well. The commits that pinned first, in 5.6, released with it, and the
 * last of their series gave all of these releases their name of today: it renamed, and converted nothing.
 */
export function judgeStatus([site = null, ...ends]: readonly Where[], grades: readonly Grade[]): EndsStatus | null {
  if (site === null) return 'absent'
  const own = holdOf(site)
  const others = ends.flatMap((end, index) =>
    end === null ? [] : [{ hold: holdOf(end), grade: grades[index] ?? 'possible' }],
  )
  if (own === null || others.some(({ hold }) => hold === null)) return null
  const crossing = others.filter(({ hold }) => crosses(own, hold))
  if (crossing.some(({ grade }) => grade === 'certain')) return 'crossing'
  const fitting = others.filter(({ hold }) => !crosses(own, hold))
  const holds = site.role === 'release' ? fitting.map(() => own) : fitting.map(({ hold }) => hold)
  if (own === 'pin' || (fitting.length > 0 && fitting.every(({ hold }) => hold === 'pin'))) {
    if (fitting.some(({ grade }) => grade !== 'possible')) return 'pinned'
    return crossing.length > 0 ? 'unclear' : 'alone'
  }
  if (holds.length === 0) return site.role === 'release' ? 'alone' : 'legacy'
  if (holds.every((hold) => hold === 'placeholder')) return 'put-user'
  return holds.includes('placeholder') ? 'mixed' : 'legacy'
}

type CallHold = Exclude<Hold, 'carrier'>

function holdOf({ api }: { readonly api: string }): CallHold | null {
  const hold = apiByName.get(api)?.hold ?? 'carrier'
  return hold === 'carrier' ? null : hold
}

function crosses(a: CallHold, b: CallHold | null): boolean {
  return a !== b && (a === 'reference' || b === 'reference') && (a === 'pin' || b === 'pin')
}
