import { getDatabase } from '#app/_data/database.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { chosenValues, type SiteFilter, withChoice, withoutChoice, withoutParameters } from '#app/_data/site-filter.ts'
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
  const countOf = (status: Status) => facets.status.find(({ value }) => value === status)?.sites ?? 0
  const statusFacets = statusUrgency
    .filter((status) => countOf(status) > 0 || chosenValues(filter, 'status').includes(status))
    .map((status) => ({
      status,
      sites: countOf(status),
      chosen: chosenValues(filter, 'status').includes(status),
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
        <p className="mt-2 text-sm text-muted">Also showing {formatNumber(countOf('unrelated'))} unrelated releases.</p>
      ) : null}
    </search>
  )
}

function toggleStatus(filter: SiteFilter, status: Status): SiteFilter {
  const choice = { parameter: 'status', value: status, excluded: false } as const
  return chosenValues(filter, 'status').includes(status) ? withoutChoice(filter, choice) : withChoice(filter, choice)
}

const withField = ['role', 'api', 'family', 'path', 'q', 'subsystem', 'maintainer'] as const

/** What has no field in the form and shall not be lost by it. */
function keptFields({ filter, order }: SitesQuery, rev: string | null): readonly (readonly [string, string])[] {
  const kept = { ...withoutParameters(filter, ...withField), all: filter.all }
  return [...sitesParams({ filter: kept, order, cursor: null }), ...(rev === null ? [] : [['rev', rev] as const])]
}
