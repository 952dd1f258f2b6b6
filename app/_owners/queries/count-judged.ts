import { getDatabase } from '#app/_data/database.ts'
import { countStays, type JudgedCount, listJudgedStays } from '#app/_data/list-judged-stays.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { filterParams, type SiteFilter } from '#app/_data/site-filter.ts'
import { sitesPath } from '#app/_web/routes.ts'

/** Of sites that fit a filter: how many of those that remain stay by design, as somebody says, and the list of these. */
export async function countJudged(
  { tree, revision, rev }: TreeContext,
  filter: SiteFilter,
): Promise<(sites: readonly { readonly key: string }[]) => JudgedCount & { readonly href: string }> {
  const judged = await listJudgedStays(getDatabase(), revision)
  const params = filterParams(filter)
  for (const status of ['unconverted', 'mismatched', 'unknown']) params.append('status', status)
  params.set('role', 'acquire')
  params.set('triage', 'stays')
  const href = sitesPath(tree.slug, { rev }, params)
  return (sites) => {
    const keys = new Set(sites.map(({ key }) => key))
    return { ...countStays(judged.filter(({ key }) => keys.has(key))), href }
  }
}
