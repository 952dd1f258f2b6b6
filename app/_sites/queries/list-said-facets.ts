import { remarked } from '#app/_data/people-conditions.ts'
import type { RevisionPlace } from '#app/_data/revision-place.ts'
import type { SiteFilter } from '#app/_data/site-filter.ts'
import type { Transaction } from '#prisma/client.ts'
import { type Facets, type FacetValue, listFacets, saidFacets } from './list-facets.ts'

type SaidFacet = (typeof saidFacets)[number]

/** Of a tree of which nobody has said anything of a kind, all sites have this value. */
const unsaid: Readonly<Record<SaidFacet, string>> = { claim: 'none', triage: 'none', priority: 'normal' }

/**
 * The facets of what people say, as `listFacets` has them, for a filter that chooses nothing of the kind; `total` is how many sites fit it.
 * These change at any time, and are asked for with every list: only of kinds of which a tree has anything are its sites counted.
 */
export async function listSaidFacets(
  database: Transaction,
  treeId: number,
  revision: RevisionPlace,
  { filter, total }: { readonly filter: SiteFilter; readonly total: number },
): Promise<Facets<SaidFacet>> {
  const [said] = await database.$queryRaw<Record<SaidFacet, boolean>[]>`
    select
      exists (select from claim where tree_id = ${treeId}::int) as claim,
      exists (select from triage where tree_id = ${treeId}::int) or exists (${remarked(revision)}) as triage,
      exists (select from site_priority where tree_id = ${treeId}::int) as priority`
  const counted = saidFacets.filter((facet) => said?.[facet] !== false)
  const all = (facet: SaidFacet): readonly FacetValue[] =>
    total === 0 ? [] : [{ value: unsaid[facet], label: null, sites: total }]
  return {
    claim: all('claim'),
    triage: all('triage'),
    priority: all('priority'),
    ...(counted.length === 0 ? {} : await listFacets(database, revision, filter, counted)),
  }
}
