import { getDatabase } from '#app/_data/database.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { emptyFilter, type SiteFilter, withoutFilter } from '#app/_data/site-filter.ts'
import { statusUrgency } from '#app/_data/status-urgency.ts'
import { listSubsystems } from '#app/_owners/queries/list-subsystems.ts'
import { listFacets } from '#app/_sites/queries/list-facets.ts'
import { formatNumber } from '#app/_web/format.ts'
import { sitesPath } from '#app/_web/routes.ts'
import type { Status } from '#scanner/model/site.ts'
import { FilterForm } from './filter-form.tsx'
import { type SitesQuery, sitesParams } from './sites-query.ts'
import { StatusFacets } from './status-facets.tsx'

/** What the list can be narrowed by, and how many sites each choice would leave. */
export async function SiteFilters({ context, query }: { readonly context: TreeContext; readonly query: SitesQuery }) {
  const { tree, revision, rev } = context
  const { filter, order } = query
  const [facets, subsystems] = await Promise.all([
    listFacets(getDatabase(), revision, filter),
    listSubsystems(getDatabase(), revision),
  ])
  const href = (changed: SiteFilter) =>
    sitesPath(tree.slug, { rev }, sitesParams({ filter: changed, order, cursor: null }))
  const statusFacets = statusUrgency
    .filter((status) => facets.status.has(status) || filter.statuses.includes(status))
    .map((status) => ({
      status,
      sites: facets.status.get(status) ?? 0,
      chosen: filter.statuses.includes(status),
      href: href(toggleStatus(filter, status)),
    }))
  return (
    <search>
      <StatusFacets facets={statusFacets} />
      <FilterForm
        action={sitesPath(tree.slug, { rev: null })}
        filter={filter}
        facets={facets}
        kept={keptFields(query, rev)}
        subsystems={subsystems.map(({ title }) => title)}
      />
      {filter.all ? (
        <p className="mt-2 text-sm text-muted">
          Also showing {formatNumber(facets.status.get('unrelated') ?? 0)} unrelated releases.
        </p>
      ) : null}
    </search>
  )
}

const toggleStatus = (filter: SiteFilter, status: Status): SiteFilter =>
  filter.statuses.includes(status)
    ? withoutFilter(filter, 'status', status)
    : { ...filter, statuses: [...filter.statuses, status] }

/** What has no field in the form and shall not be lost by it. */
function keptFields({ filter, order }: SitesQuery, rev: string | null): readonly (readonly [string, string])[] {
  const kept = { ...emptyFilter, statuses: filter.statuses, finding: filter.finding, all: filter.all }
  return [...sitesParams({ filter: kept, order, cursor: null }), ...(rev === null ? [] : [['rev', rev] as const])]
}
