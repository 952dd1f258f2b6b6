import { getDatabase } from '#app/_data/database.ts'
import { listJudgedStays } from '#app/_data/list-judged-stays.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { filterParams, type SiteFilter } from '#app/_data/site-filter.ts'
import { sitesPath } from '#app/_web/routes.ts'

/** Of sites that fit a filter: how many of those that remain stay by design, as was decided, and the list of these. */
export async function countJudged(
  { tree, revision, rev }: TreeContext,
  filter: SiteFilter,
): Promise<(sites: readonly { readonly key: string }[]) => { readonly sites: number; readonly href: string }> {
  const judged = new Set((await listJudgedStays(getDatabase(), revision)).map(({ key }) => key))
  const params = filterParams(filter)
  for (const status of ['unconverted', 'mismatched', 'unknown']) params.append('status', status)
  params.set('role', 'acquire')
  params.set('triage', 'stays')
  const href = sitesPath(tree.slug, { rev }, params)
  return (sites) => ({ sites: sites.filter(({ key }) => judged.has(key)).length, href })
}
