import { getDatabase } from '#app/_data/database.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { filterParams, parseSiteFilter } from '#app/_data/site-filter.ts'
import type { ListPlace } from '#app/_people/actions/list-acts.ts'
import { findFittingSites, findSiteIds } from '#app/_people/queries/choose-sites.ts'
import { formatCount } from '#app/_web/format.ts'

export interface Choice {
  readonly place: ListPlace
  /** The same as a sentence. */
  readonly said: string
  /** Of those that are there. */
  readonly siteIds: readonly number[]
}

/** What was chosen in a list, from the address of the page it leads to. */
export async function readChoice(context: TreeContext): Promise<Choice> {
  const { tree, revision, rev, params } = context
  const sites = params.has('all-matching') ? [] : params.getAll('site').filter((key) => /^[\da-f]{16}$/.test(key))
  const { filter } = parseSiteFilter(params)
  const place = { slug: tree.slug, rev, filter: filterParams(filter).toString(), sites }
  if (sites.length > 0)
    return {
      place,
      said: `${formatCount(sites.length, 'site')} that you ticked.`,
      siteIds: await findSiteIds(getDatabase(), tree.id, sites),
    }
  const fitting = await findFittingSites(getDatabase(), revision, filter)
  return {
    place,
    said: `All that match and are still to be converted: ${formatCount(fitting.length, 'site')}.`,
    siteIds: fitting,
  }
}
