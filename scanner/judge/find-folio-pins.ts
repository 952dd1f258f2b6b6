import type { LinkedPart, Site } from '#scanner/model/linked.ts'
import type { FoundByPairs } from './find-by-pairs.ts'

/** Releases that drop the pin of one page each, or of as many as are said. */
const perPage = /^unpin_user_(?:page|folio)/

/**
 * Folios that are pinned once, and unpinned page by page: `memfd_pin_folios()` takes one pin of each folio, whatever its
 * size, which `unpin_folio()` gives back. Not where the function that pins them adds the pins of the other pages (`folio_add_pins()`), as
 * iommufd does.
 */
export function findFolioPins({ sites, pairs }: LinkedPart): readonly FoundByPairs[] {
  const adding = new Set(sites.filter(addsPins).map((site) => site.function))
  return pairs.flatMap(({ acquire, release, grade }): FoundByPairs[] => {
    const taken = sites[acquire]
    const dropped = sites[release]
    if (taken?.api.name !== 'memfd_pin_folios' || dropped === undefined || grade === 'possible') return []
    if (taken.function !== null && adding.has(taken.function)) return []
    const isOne = dropped.api.name === 'unpin_user_folio' && dropped.call.arguments[1]?.text === '1'
    if (!perPage.test(dropped.api.name) || isOne) return []
    const evidence = `${taken.api.name}() on line ${taken.call.line} of ${taken.file.path} pins each folio once, and ${dropped.api.name}() drops pins of its pages.`
    return [{ site: release, finding: 'folio-pin-per-page', evidence }]
  })
}

function addsPins({ api }: Site): boolean {
  return api.name === 'folio_add_pin' || api.name === 'folio_add_pins'
}
