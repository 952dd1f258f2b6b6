import type { ReactNode } from 'react'
import { getDatabase } from '#app/_data/database.ts'
import { findSubsystem } from '#app/_data/find-subsystem.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { remember } from '#app/_data/remember.ts'
import {
  chosenValue,
  emptyFilter,
  filterParams,
  isLasting,
  withoutChoice,
  withoutParameters,
} from '#app/_data/site-filter.ts'
import { sitesCommand } from '#app/_data/sites-command.ts'
import { addSaid } from '#app/_sites/queries/add-said.ts'
import { lastingFacets, listFacets, saidFacets } from '#app/_sites/queries/list-facets.ts'
import { listSaidFacets } from '#app/_sites/queries/list-said-facets.ts'
import { listSites, type SitePage } from '#app/_sites/queries/list-sites.ts'
import { type FilterSummary, summarizeFilter } from '#app/_sites/queries/summarize-filter.ts'
import { FilterChips } from '#app/_ui/filter-chips.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import { Raw } from '#app/_ui/raw.tsx'
import { Written } from '#app/_ui/written.tsx'
import { formatCount, formatNumber } from '#app/_web/format.ts'
import { reasonWords } from '#app/_web/reason-words.ts'
import { exportPath, overviewPath, sitePath, sitesApiPath, sitesPath, subsystemPath } from '#app/_web/routes.ts'
import { facetBar } from './facet-bar.ts'
import { ListTools, SiteViews } from './list-head.tsx'
import { NoSites } from './no-sites.tsx'
import { parameterLabels } from './parameter-labels.ts'
import { SelectionBar } from './selection-bar.tsx'
import { chooseColumns } from './site-columns.ts'
import type { SiteCursor, SitePlace, SiteSort } from './site-order.ts'
import { siteRows } from './site-rows.ts'
import { type SitesQuery, shortSitesParams, sitesParams } from './sites-query.ts'

const sitesPerPage = 50
const formId = 'chosen'

interface SiteListProps {
  readonly context: TreeContext
  readonly query: SitesQuery
  /** More that can be done with chosen lines; see `SelectionBar`. */
  readonly actions?: ReactNode
}

/** One page of the list, what narrows it, what it is a page of, and the same list for mails and scripts. */
export async function SiteList({ context, query, actions }: SiteListProps) {
  const { tree, revision, rev } = context
  const { filter, order, group } = query
  const { page, summary, facets, subsystem, isLost } = await ask(context, query)
  const href = (changed: Partial<SitesQuery>) =>
    sitesPath(tree.slug, { rev }, sitesParams({ ...query, cursor: null, ...changed }))
  const pageHref = (side: SiteCursor['side'], place: SitePlace | null) =>
    place === null ? null : href({ cursor: { side, place } })
  const columns = chooseColumns(query.columns, page.sites, group)
  const listParams = sitesParams({ ...query, cursor: null, columns: null })
  const shortParams = shortSitesParams({ ...query, cursor: null, columns: null })
  const revField = rev === null ? [] : [['rev', rev] as const]
  return (
    <>
      <SiteViews slug={tree.slug} rev={rev} label={revision.label} query={query} />
      <search className="site-filters">
        <Raw
          id="facets"
          html={facetBar({
            filter,
            facets,
            href: (changed) => href({ filter: changed }).slice(sitesPath(tree.slug, { rev: null }).length),
            action: sitesPath(tree.slug, { rev: null }),
            kept: [...listParams, ...revField],
          })}
        />
        <Written id="filter">
          <TypedFilter context={context} query={query} />
          <FilterChips
            chips={toChips(summary, query, subsystem?.title ?? null, href)}
            clearHref={href({ filter: emptyFilter })}
          />
        </Written>
      </search>
      {isLost ? <Notice kind="problem">This part of the list is no longer there; it begins anew.</Notice> : null}
      {page.sites.length === 0 ? (
        <NoSites
          summary={summary}
          label={revision.label}
          hrefWithout={(name) => href({ filter: withoutParameters(filter, name) })}
        />
      ) : (
        <>
          {/* columns are as wide as all of their rows want: a browser that paints the first ones before it has the others moves them */}
          <link rel="expect" href="#elsewhere" blocking="render" />
          <Written id="list-line" className="list-line">
            <p>
              <strong>
                {formatNumber(page.firstNumber)}–{formatNumber(page.firstNumber + page.sites.length - 1)}
              </strong>{' '}
              of <strong>{formatCount(summary.total, 'site')}</strong>
              <SaidOnce page={page} />
            </p>
            <ListTools slug={tree.slug} rev={rev} label={revision.label} query={query} columns={columns} />
          </Written>
          <SelectionBar
            id={formId}
            action={exportPath(tree.slug, { rev: null })}
            kept={[...filterParams(filter), ...revField]}
            total={summary.total}
          >
            {actions}
          </SelectionBar>
          <Raw
            id="site-rows"
            html={siteRows(page.sites, {
              caption: `Sites of ${tree.name} at ${revision.label}`,
              columns,
              group,
              order,
              sortHref: (sort) => href({ group: null, order: nextOrder(query, sort) }),
              form: formId,
              links: {
                // fifty times the same beginning is said by the address of the list
                site: (key) => below(tree.slug, sitePath(tree.slug, { rev }, key, shortParams)),
                end: (key) => below(tree.slug, sitePath(tree.slug, { rev }, key)),
                subsystem: (slug) => below(tree.slug, subsystemPath(tree.slug, { rev }, slug)),
              },
            })}
          />
          <Written id="pages">
            <Pager
              previousHref={pageHref('before', page.previous)}
              nextHref={pageHref('after', page.next)}
              firstHref={href({})}
            />
          </Written>
        </>
      )}
      <Written id="elsewhere">
        <ElsewhereLinks context={context} query={query} subsystemTitle={subsystem?.title ?? null} />
      </Written>
    </>
  )
}

/** What people say changes at any time. */
const isSaid = (sort: SiteSort): boolean => saidFacets.some((name) => name === sort)

async function ask({ tree, revision }: TreeContext, { filter, order, cursor }: SitesQuery) {
  const database = getDatabase()
  const key = filterParams(filter).toString()
  const once = <Answer,>(name: string, question: () => Promise<Answer>) =>
    isLasting(filter) && !isSaid(order.sort) ? remember(revision, [name, key], question) : question()
  const list = (from: SiteCursor | null) =>
    once(`sites ${JSON.stringify([order, from])}`, () =>
      listSites(database, revision, filter, { order, cursor: from, limit: sitesPerPage }),
    )
  const title = chosenValue(filter, 'subsystem')
  const summed = once('summary', () => summarizeFilter(database, revision, filter))
  const [asked, summary, facets, said, subsystem] = await Promise.all([
    list(cursor),
    summed,
    once('facets', () => listFacets(database, revision, filter, lastingFacets)),
    // what people say changes at any time
    isLasting(filter)
      ? summed.then(({ total }) => listSaidFacets(database, tree.id, revision, { filter, total }))
      : listFacets(database, revision, filter, saidFacets),
    title === null ? null : findSubsystem(database, tree.id, title),
  ])
  const isLost = asked.sites.length === 0 && summary.total > 0
  const found = isLost ? await list(null) : asked
  const page = { ...found, sites: await addSaid(database, tree.id, revision, found.sites) }
  return { page, summary, facets: { ...facets, ...said }, subsystem, isLost }
}

/** A path of the tree as the page of its list says it shortly. */
const below = (slug: string, path: string): string => path.slice(overviewPath(slug, { rev: null }).length + 1)

const nextOrder = ({ order, group }: SitesQuery, sort: SiteSort) => ({
  sort,
  descending: group === null && order.sort === sort && !order.descending,
})

/** What every line of the page has in common, in place of a column. */
function SaidOnce({ page: { sites } }: { readonly page: SitePage }) {
  const [first] = sites
  if (first === undefined || sites.length < 2) return null
  const said = [
    ...(sites.every(({ role }) => role === first.role) ? [`${first.role}s`] : []),
    ...(sites.every(({ reason }) => reason === first.reason) ? [reasonWords[first.reason]] : []),
  ]
  return said.length === 0 ? null : <span className="text-muted"> · all here: {said.join(', ')}</span>
}

/** What is typed: text and paths. An ordinary form whose address is the list. */
function TypedFilter({ context: { tree, rev }, query }: SiteListProps) {
  const rest = { ...withoutParameters(query.filter, 'q', 'path'), all: query.filter.all }
  const kept = [
    ...sitesParams({ ...query, filter: rest, cursor: null }),
    ...(rev === null ? [] : [['rev', rev] as const]),
  ]
  const [text, path] = [chosenValue(query.filter, 'q') ?? '', chosenValue(query.filter, 'path') ?? '']
  return (
    <form action={sitesPath(tree.slug, { rev: null })} className="typed-filter">
      {kept.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <label>
        Text
        <input
          type="search"
          name="q"
          defaultValue={text}
          placeholder="function, API, subsystem or person"
          maxLength={200}
        />
      </label>
      <label>
        Path
        <input type="search" name="path" defaultValue={path} placeholder="drivers/media, *.h, fs/**" maxLength={200} />
      </label>
      <button type="submit" className="button button-small">
        Filter
      </button>
    </form>
  )
}

function toChips(
  summary: FilterSummary,
  { filter }: SitesQuery,
  subsystemTitle: string | null,
  href: (changed: Partial<SitesQuery>) => string,
) {
  // which statuses are wanted shows above, each with a way to take it back
  const hidden = summary.values.filter(({ parameter, excluded }) => parameter !== 'status' || excluded)
  return hidden.map(({ parameter, value, excluded }) => ({
    label: `${excluded ? 'not ' : ''}${parameterLabels[parameter]}`,
    value: parameter === 'subsystem' ? (subsystemTitle ?? value) : value,
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
    <div className="mt-8 border-t border-line pt-3 text-sm text-muted no-print">
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
