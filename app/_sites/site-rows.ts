import type { ListedSite } from '#app/_sites/queries/list-sites.ts'
import { pathLine } from '#app/_ui/code-html.ts'
import { statusBadge } from '#app/_ui/status-html.ts'
import { formatCount } from '#app/_web/format.ts'
import { type Html, html, noHtml } from '#app/_web/html.ts'
import { type ColumnName, ultraColumns } from './column-names.ts'
import { type CellLinks, siteColumns } from './site-columns.ts'
import type { SiteOrder, SiteSort } from './site-order.ts'
import type { SiteGroup } from './sites-query.ts'

export interface SiteRowsOptions {
  readonly caption: string
  readonly columns: readonly ColumnName[]
  readonly group: SiteGroup | null
  readonly order: SiteOrder
  readonly sortHref: (sort: SiteSort) => string
  /** Form that the boxes of the lines belong to; `null`: nothing can be chosen. */
  readonly form: string | null
  readonly links: CellLinks
}

/** Sites one a line, as HTML. On a narrow screen the cells of a line stand below one another. */
export function siteRows(sites: readonly ListedSite[], options: SiteRowsOptions): Html {
  const { caption, columns, group, form } = options
  const width = columns.length + 2 + (form === null ? 0 : 1)
  const body = sites.map((site, index) => {
    const before = sites[index - 1]
    const isFirst =
      before === undefined || before.group !== site.group || groupTitle(group, before) !== groupTitle(group, site)
    return html`${group !== null && isFirst && groupRow(group, site, width)}${siteRow(site, options)}`
  })
  return html`<table class="list site-table"><caption class="sr-only">${caption}</caption><thead><tr>${
    form !== null && html`<td class="choice"></td>`
  }${heading('status', 'Status', options)}${heading('path', 'Place', options)}${columns.map((name) => {
    const { sort, label } = siteColumns[name]
    return sort === null
      ? html`<th scope="col"${cellClass(name)}>${label}</th>`
      : heading(sort, label, options, cellClass(name))
  })}</tr></thead><tbody>${body}</tbody></table>`
}

/** Columns that nobody chose, and that only a very wide screen has room for. */
const cellClass = (name: ColumnName): Html =>
  ultraColumns.includes(name) ? html` class="ultra"` : name === 'api' ? html` class="call"` : noHtml

function heading(
  sort: SiteSort,
  label: string,
  { order, group, sortHref }: SiteRowsOptions,
  attributes = noHtml,
): Html {
  const isSorted = group === null && order.sort === sort
  return html`<th scope="col"${attributes}${
    isSorted && html` aria-sort="${order.descending ? 'descending' : 'ascending'}"`
  }><a href="${sortHref(sort)}" class="sort-link">${label}${
    isSorted && html`<span aria-hidden="true">${order.descending ? ' ↓' : ' ↑'}</span>`
  }</a></th>`
}

function siteRow(site: ListedSite, { columns, form, links }: SiteRowsOptions): Html {
  return html`<tr>${
    form !== null &&
    html`<td class="choice"><input type="checkbox" name="site" value="${site.key}" form="${form}" aria-label="${site.path}:${site.line}"></td>`
  }<td>${statusBadge(site.status)}</td><th scope="row"><a href="${links.site(site.key)}" class="site-place">${pathLine(site.path, site.line)}</a>${!columns.includes('findings') && site.findings.map((finding) => html` <span class="finding">${finding}</span>`)}${!columns.includes('triage') && site.remark !== null && html` <span class="none" title="${site.remark.reason}">stays, says a comment in the code</span>`}</th>${columns.map(
    (name) => html`<td${cellClass(name)}>${siteColumns[name].cell(site, links)}</td>`,
  )}</tr>`
}

function groupRow(group: SiteGroup, site: ListedSite, width: number): Html {
  return html`<tr class="list-group"><th colspan="${width}" scope="colgroup">${groupTitle(group, site)} <span class="none">${formatCount(site.groupSize, 'site')}</span></th></tr>`
}

function groupTitle(group: SiteGroup | null, site: ListedSite): string {
  switch (group) {
    case null:
      return ''
    case 'subsystem':
      return site.subsystem?.title ?? 'no section but THE REST'
    case 'maintainer':
      return site.group ?? 'nobody is named'
    case 'claim':
      return site.group ?? 'nobody works on it'
    case 'triage':
      return site.group ?? 'nothing is decided'
    case 'dir':
      return site.group === null ? '/' : `${site.group}/`
    case 'path':
      return site.path
    case 'api':
      return `${site.api}()`
  }
}
