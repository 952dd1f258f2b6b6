import { statusUrgency } from '#app/_data/status-urgency.ts'
import type { ListedSite, SaidRemark, SaidTriage, SiteEnd } from '#app/_sites/queries/list-sites.ts'
import { codeName, pathLine } from '#app/_ui/code-html.ts'
import { statusMark } from '#app/_ui/status-html.ts'
import { type Html, html, joinHtml } from '#app/_web/html.ts'
import { reasonWords } from '#app/_web/reason-words.ts'
import { type ColumnName, usualColumns } from './column-names.ts'
import type { SiteSort } from './site-order.ts'

/** Where a cell may lead to. */
export interface CellLinks {
  /** With the list that the site is of. */
  readonly site: (key: string) => string
  /** The other end of a pair, which need not be of the list. */
  readonly end: (key: string) => string
  readonly subsystem: (slug: string) => string
}

/** A column of the list. A room that knows more of sites adds one here and to `columnNames`. */
export interface SiteColumn {
  readonly label: string
  /** `null`: the list cannot be sorted by it. */
  readonly sort: SiteSort | null
  /** What stands in the cell, for comparing lines: a column that says the same on each is left out. */
  readonly value: (site: ListedSite) => string
  readonly cell: (site: ListedSite, links: CellLinks) => Html
}

export const siteColumns: Readonly<Record<ColumnName, SiteColumn>> = {
  function: {
    label: 'Function',
    sort: 'function',
    value: (site) => site.function ?? '',
    cell: (site) =>
      site.function === null ? html`<span class="none">–</span>` : html`<code>${codeName(site.function)}</code>`,
  },
  api: {
    label: 'Call → convert to',
    sort: 'api',
    value: ({ api, target }) => `${api} ${target}`,
    cell: ({ api, target }) =>
      html`<code>${api}</code>${target !== null && html` <span class="target">→ <code>${target}</code></span>`}`,
  },
  releases: {
    label: 'Other end',
    sort: null,
    value: ({ ends }) => ends.map(({ key }) => key).join(),
    cell: (site, links) => endsCell(site, links),
  },
  reason: {
    label: 'Reason',
    sort: 'reason',
    value: ({ reason, longterm }) => `${reason} ${longterm}`,
    cell: ({ reason, longterm }) => html`${reasonWords[reason]}${longterm && ', long-term'}`,
  },
  role: { label: 'Role', sort: null, value: ({ role }) => role, cell: ({ role }) => html`${role}` },
  family: { label: 'Family', sort: null, value: ({ family }) => family, cell: ({ family }) => html`${family}` },
  class: { label: 'Class', sort: 'class', value: (site) => site.class, cell: (site) => html`${site.class}` },
  findings: {
    label: 'Findings',
    sort: null,
    value: ({ findings }) => findings.join(),
    cell: ({ findings }) =>
      joinHtml(
        findings.map((finding) => html`<span class="finding">${finding}</span>`),
        ' ',
      ),
  },
  appeared: {
    label: 'Appeared in',
    sort: 'appeared',
    value: ({ appeared }) => appeared ?? '',
    cell: ({ appeared }) =>
      appeared === null ? html`<span class="none">before</span>` : html`<code>${appeared}</code>`,
  },
  subsystem: {
    label: 'Subsystem',
    sort: 'subsystem',
    value: ({ subsystem }) => subsystem?.slug ?? '',
    cell: ({ subsystem }, links) =>
      subsystem === null
        ? html`<span class="none">none</span>`
        : html`<a href="${links.subsystem(subsystem.slug)}" class="quiet">${subsystem.title}</a>`,
  },
  claim: {
    label: 'Claimed by',
    sort: 'claim',
    value: ({ claims }) => claims.map(({ name, state }) => `${name} ${state}`).join(),
    cell: ({ claims }) =>
      claims.length === 0
        ? html`<span class="none">–</span>`
        : joinHtml(
            claims.map(
              ({ name, state }) => html`${name}${state === 'posted' && html` <span class="none">posted</span>`}`,
            ),
            ', ',
          ),
  },
  triage: {
    label: 'Judged',
    sort: 'triage',
    value: ({ judged, remark }) => `${judged?.verdict} ${judged?.isDecided} ${remark?.reason}`,
    cell: ({ judged, remark }) => {
      const said = [...(judged === null ? [] : [judgedText(judged)]), ...(remark === null ? [] : [remarkText(remark)])]
      return said.length === 0 ? html`<span class="none">–</span>` : joinHtml(said, ', ')
    },
  },
  priority: {
    label: 'Priority',
    sort: 'priority',
    value: ({ priority }) => priority,
    cell: ({ priority }) =>
      priority === 'normal' ? html`<span class="none">–</span>` : html`<span class="priority">${priority}</span>`,
  },
}

const judgedText = ({ verdict, case: picked, isDecided }: SaidTriage): Html =>
  html`${verdict}${picked !== null && html` ${picked}`}${!isDecided && html` <span class="none">proposed</span>`}`

const remarkText = ({ case: picked, reason }: SaidRemark): Html =>
  html`<span title="${reason}">stays${picked !== null && html` ${picked}`} <span class="none">in the code</span></span>`

const endsShown = 1
const endsMax = 6

/** The releases of an acquire, or the other way round: the worst, the rest folded. */
function endsCell({ path, status, ends: found }: ListedSite, links: CellLinks): Html {
  // what makes the site what it is comes first
  const ends = [...found].sort((a, b) => statusUrgency.indexOf(a.status) - statusUrgency.indexOf(b.status))
  const one = (end: SiteEnd) =>
    html`<span class="end">${end.status !== status && statusMark(end.status)}<a href="${links.end(end.key)}"><code>${end.api}</code></a> <span class="none">${end.path === path ? `:${end.line}` : pathLine(end.path, end.line)}${end.grade !== 'certain' && `, ${end.grade}`}</span></span>`
  if (ends.length === 0) return html`<span class="none">none found</span>`
  const more = ends.slice(endsShown, endsMax)
  const left = ends.length - endsMax
  return html`${ends.slice(0, endsShown).map(one)}${
    more.length > 0 &&
    html`<details class="ends"><summary>${ends.length - endsShown} more</summary>${more.map(one)}${left > 0 && html`<span class="none">and ${left} more</span>`}</details>`
  }`
}

/** The columns to show: those that somebody chose, else the usual ones that do not say the same of every line, or nothing at all. */
export function chooseColumns(
  chosen: readonly ColumnName[] | null,
  sites: readonly ListedSite[],
  group: string | null,
): readonly ColumnName[] {
  if (chosen !== null) return chosen
  return usualColumns.filter((name) => {
    if (name === group || (name === 'subsystem' && group === 'maintainer')) return false
    const values = new Set(sites.map(siteColumns[name].value))
    return values.size > 1 || (sites.length === 1 && !values.has(''))
  })
}
