import type { Pair, Site } from '#scanner/model/linked.ts'
import { rememberBy } from '#scanner/model/remember-by.ts'
import { valueKey } from '#scanner/model/value-key.ts'
import { fits } from './trace-sites.ts'

/** Calls that end what only the owner of a locked page may end, and those that lock one. */
const unlocks = /^(?:unlock_page|folio_unlock|end_page_writeback|folio_end_(?:read|writeback))$/
const locks = /^(?:folio_)?(?:try)?lock(?:_page)?(?:_killable)?$/

/**
 * Pairs without those of a page that the function of the release unlocks, and did not lock itself: such a page was locked where it was read
 * into the page cache, and gup locks none. Only where the acquire has a release of other pages.
 */
export function withoutPageCache(sites: readonly Site[], pairs: readonly Pair[]): readonly Pair[] {
  const isCached = ({ release, rule }: Pair) => {
    const site = sites[release]
    return site !== undefined && rule !== 'same-function' && site.api.generic && dropsCached(site)
  }
  const answered = new Set(
    pairs.flatMap((pair) => (pair.grade !== 'possible' && isFit(sites, pair) && !isCached(pair) ? [pair.acquire] : [])),
  )
  return pairs.filter((pair) => !answered.has(pair.acquire) || !isCached(pair))
}

const dropsCached = rememberBy(({ carrier, call, file }: Site): boolean => {
  const key = carrier.kind === 'path' ? valueKey(carrier.path) : null
  if (key === null || call.function === null) return false
  const ofPage = file.facts.helpers.filter(({ function: inside, arguments: [first] }) => {
    const path = first?.path ?? null
    return inside === call.function && path !== null && valueKey(path) === key
  })
  return (
    ofPage.some(({ callee, line }) => unlocks.test(callee) && line <= call.line) &&
    !ofPage.some(({ callee }) => locks.test(callee))
  )
})

function isFit(sites: readonly Site[], { acquire, release }: Pair): boolean {
  const taken = sites[acquire]
  const dropped = sites[release]
  return taken !== undefined && dropped !== undefined && fits(taken, dropped)
}
