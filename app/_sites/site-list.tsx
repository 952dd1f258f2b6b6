import { getDatabase } from '#app/_data/database.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { chosenValue, emptyFilter, filterParams, withoutChoice, withoutParameters } from '#app/_data/site-filter.ts'
import { sitesCommand } from '#app/_data/sites-command.ts'
import { findSubsystem } from '#app/_owners/queries/find-subsystem.ts'
import { listSites } from '#app/_sites/queries/list-sites.ts'
import { type FilterSummary, summarizeFilter } from '#app/_sites/queries/summarize-filter.ts'
import { FilterChips } from '#app/_ui/filter-chips.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import { formatNumber } from '#app/_web/format.ts'
import { sitePath, sitesApiPath, sitesPath, subsystemPath } from '#app/_web/routes.ts'
import { NoSites } from './no-sites.tsx'
import { parameterLabels } from './parameter-labels.ts'
import type { SiteCursor, SitePlace, SiteSort } from './site-order.ts'
import { SiteTable } from './site-table.tsx'
import { type SitesQuery, sitesParams } from './sites-query.ts'

const sitesPerPage = 50

interface SiteListProps {
  readonly context: TreeContext
  readonly query: SitesQuery
}

/** One page of the list, what it is a page of, and the same list for scripts. */
export async function SiteList({ context, query }: SiteListProps) {
  const { tree, revision, rev } = context
  const { filter, order } = query
  const database = getDatabase()
  const title = chosenValue(filter, 'subsystem')
  const [asked, summary, subsystem] = await Promise.all([
    listSites(database, revision, filter, { order, cursor: query.cursor, limit: sitesPerPage }),
    summarizeFilter(database, revision, filter),
    title === null ? null : findSubsystem(database, tree.id, title),
  ])
  const isLost = asked.sites.length === 0 && summary.total > 0
  const page = isLost
    ? await listSites(database, revision, filter, { order, cursor: null, limit: sitesPerPage })
    : asked
  const href = (changed: Partial<SitesQuery>) =>
    sitesPath(tree.slug, { rev }, sitesParams({ filter, order, cursor: null, ...changed }))
  const pageHref = (side: SiteCursor['side'], place: SitePlace | null) =>
    place === null ? null : href({ cursor: { side, place } })
  const names = { subsystem: subsystem?.title ?? null }
  return (
    <>
      <div className="mt-4">
        <FilterChips chips={toChips(summary, query, names.subsystem, href)} clearHref={href({ filter: emptyFilter })} />
      </div>
      {isLost ? <Notice kind="problem">This part of the list is no longer there; it begins anew.</Notice> : null}
      {page.sites.length === 0 ? (
        <NoSites
          summary={summary}
          label={revision.label}
          hrefWithout={(name) => href({ filter: withoutParameters(filter, name) })}
        />
      ) : (
        <>
          <p className="mt-4 mb-1 text-sm">
            <strong>
              {formatNumber(page.firstNumber)}–{formatNumber(page.firstNumber + page.sites.length - 1)}
            </strong>{' '}
            of <strong>{formatNumber(summary.total)}</strong> {summary.total === 1 ? 'site' : 'sites'}
          </p>
          <SiteTable
            caption={`Sites of ${tree.name} at ${revision.label}`}
            sites={page.sites}
            order={order}
            sortHref={(sort) => href({ order: nextOrder(query, sort) })}
            siteHref={(key) => sitePath(tree.slug, { rev }, key)}
            subsystemHref={(slug) => subsystemPath(tree.slug, { rev }, slug)}
          />
          <Pager
            previousHref={pageHref('before', page.previous)}
            nextHref={pageHref('after', page.next)}
            firstHref={href({})}
          />
        </>
      )}
      <ElsewhereLinks context={context} query={query} subsystemTitle={names.subsystem} />
    </>
  )
}

const nextOrder = ({ order }: SitesQuery, sort: SiteSort) => ({
  sort,
  descending: order.sort === sort && !order.descending,
})

function toChips(
  summary: FilterSummary,
  { filter }: SitesQuery,
  subsystemTitle: string | null,
  href: (changed: Partial<SitesQuery>) => string,
) {
  return summary.values.map(({ parameter, value, excluded, alone }) => ({
    label: `${excluded ? 'not ' : ''}${parameterLabels[parameter]}`,
    value: parameter === 'subsystem' ? (subsystemTitle ?? value) : value,
    sites: alone,
    removeHref: href({ filter: withoutChoice(filter, { parameter, value, excluded }) }),
  }))
}

interface ElsewhereLinksProps extends SiteListProps {
  readonly subsystemTitle: string | null
}

/** The same sites without a browser. */
function ElsewhereLinks({ context, query, subsystemTitle }: ElsewhereLinksProps) {
  const { tree, revision, rev } = context
  const command = sitesCommand(query.filter, { source: tree.source, revision: revision.label, title: subsystemTitle })
  return (
    <div className="mt-8 border-t border-line pt-3 text-sm text-muted">
      <p>
        The same sites <a href={sitesApiPath(tree.slug, { rev }, filterParams(query.filter))}>as NDJSON</a>, or in a
        terminal:
      </p>
      <p className="mt-1">
        <code className="break-anywhere select-all text-ink">{command.text}</code>
      </p>
      {command.missing.length === 0 ? null : (
        <p className="mt-1">The command has no option for {command.missing.join(' and ')}; NDJSON has.</p>
      )}
    </div>
  )
}
