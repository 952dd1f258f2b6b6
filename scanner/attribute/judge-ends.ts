import { apiByName } from '#scanner/model/catalogue/index.ts'
import type { Grade } from '#scanner/model/site.ts'
import type { Where } from './site-history.ts'

export type EndsStatus = 'absent' | 'alone' | 'legacy' | 'put-user' | 'pinned' | 'crossing' | 'unclear'

/**
 * What a call, the first of the places, and the calls that it is paired with amount to, by how each API holds pages: as statuses are
 * judged, as far as calls alone decide them. `null` where the tree would have to be asked how an API holds its pages.
 */
export function judgeStatus([site = null, ...ends]: readonly Where[], grades: readonly Grade[]): EndsStatus | null {
  if (site === null) return 'absent'
  const own = apiByName.get(site.api)?.hold
  const others = ends.flatMap((end, index) => {
    if (end === null) return []
    const hold = apiByName.get(end.api)?.hold
    return [{ hold, grade: grades[index] ?? 'possible' }]
  })
  if (own === undefined || own === 'carrier' || others.some(({ hold }) => hold === undefined || hold === 'carrier'))
    return null
  const crossing = others.filter(({ hold }) => (hold === 'pin') !== (own === 'pin'))
  if (crossing.some(({ grade }) => grade === 'certain')) return 'crossing'
  const fitting = others.filter(({ hold }) => (hold === 'pin') === (own === 'pin'))
  if (own === 'pin') {
    if (fitting.some(({ grade }) => grade !== 'possible')) return 'pinned'
    return crossing.length > 0 ? 'unclear' : 'alone'
  }
  const dropped = site.role === 'release' ? [own] : fitting.map(({ hold }) => hold)
  if (site.role === 'release' && others.length === 0) return 'alone'
  if (dropped.length === 0 || dropped.every((hold) => hold === 'reference')) return 'legacy'
  return dropped.every((hold) => hold === 'placeholder') ? 'put-user' : 'crossing'
}
