import { type FilterChoice, isSame, type SiteFilter, withChoice, withoutChoice } from '#app/_data/site-filter.ts'
import { statusUrgency } from '#app/_data/status-urgency.ts'
import { type Facet, type Facets, type FacetValue, facetNames } from '#app/_sites/queries/list-facets.ts'
import { statusBadge } from '#app/_ui/status-html.ts'
import { formatNumber } from '#app/_web/format.ts'
import { type Html, html, noHtml } from '#app/_web/html.ts'
import { reasonWords } from '#app/_web/reason-words.ts'
import type { Reason } from '#scanner/model/site.ts'
import { parameterLabels } from './parameter-labels.ts'

export interface FacetBarOptions {
  readonly filter: SiteFilter
  readonly facets: Facets
  /** The list with another filter. */
  readonly href: (filter: SiteFilter) => string
  /** Where a form of a long facet leads to, and what it keeps: everything of the address but the page. */
  readonly action: string
  readonly kept: readonly (readonly [name: string, value: string])[]
}

/** A form for all that is chosen by a button: an address for each value would be most of the bar. */
const choosingForm = 'with'

/** Values of a facet that are shown; the rest is typed. */
const linksMax = 5

/** What the list can be narrowed by, as HTML: statuses at once, the rest in menus, each value with what it would leave. */
export function facetBar(options: FacetBarOptions): Html {
  return html`<ul aria-label="Statuses" class="facets" data-stay>${statusLinks(options)}</ul><form id="${choosingForm}" action="${options.action}">${keptFields(options)}</form><div class="facet-menus" data-stay>${facetNames
    .filter((facet) => facet !== 'status')
    .map((facet) => facetMenu(facet, options))}</div>`
}

function statusLinks({ filter, facets, href }: FacetBarOptions): readonly Html[] {
  const isHidden = filter.choices.length > 0 || !filter.all
  return statusUrgency.flatMap((status) => {
    const sites = facets.status.find(({ value }) => value === status)?.sites ?? 0
    const choice = { parameter: 'status', value: status, excluded: false } as const
    const chosen = filter.choices.some((other) => isSame(other, choice))
    if (sites === 0 && !chosen) return []
    return [
      html`<li><a href="${href(chosen ? withoutChoice(filter, choice) : withChoice(filter, choice))}" class="facet"${
        chosen && html` aria-current="true"`
      }${status === 'unrelated' && isHidden && html` title="Generic releases without an acquire; hidden unless asked for"`}>${statusBadge(status)}<span class="facet-count">${formatNumber(sites)}</span></a></li>`,
    ]
  })
}

function facetMenu(facet: Facet, options: FacetBarOptions): Html {
  const { filter, facets } = options
  const chosen = filter.choices.filter(({ parameter }) => parameter === facet)
  const values = facets[facet]
  // what is chosen can be seen and taken back, also where it leaves nothing
  const lost = chosen.filter(({ value }) => !values.some((found) => isValue(facet, found, value)))
  if (values.length + lost.length === 0) return noHtml
  const listed: readonly FacetValue[] = [...values, ...lost.map(({ value }) => ({ value, label: null, sites: 0 }))]
  const ranked = [...listed].sort((a, b) => Number(isChosen(facet, b, chosen)) - Number(isChosen(facet, a, chosen)))
  const shown = ranked.slice(0, linksMax)
  const more = listed.length > shown.length
  return html`<details class="menu facet-menu" name="facet" data-keep="${facet}"><summary>${parameterLabels[facet]}${
    chosen.length > 0 && html` <span class="facet-chosen">${chosen.length}</span>`
  }</summary><div class="menu-panel"><ul class="facet-values">${shown.map((value) => facetValue(facet, value, chosen, options))}</ul>${
    more && typedValue(facet, listed, options)
  }</div></details>`
}

/** A section may be asked for by title or slug. */
const isValue = (facet: Facet, { value, label }: FacetValue, asked: string): boolean =>
  value === asked || (facet === 'subsystem' && label?.toLowerCase() === asked.toLowerCase())

const isChosen = (facet: Facet, value: FacetValue, chosen: readonly FilterChoice[]): boolean =>
  chosen.some((choice) => isValue(facet, value, choice.value))

function facetValue(
  facet: Facet,
  found: FacetValue,
  chosen: readonly FilterChoice[],
  { filter, href }: FacetBarOptions,
): Html {
  const choice = chosen.find(({ value }) => isValue(facet, found, value))
  const wanted = { parameter: facet, value: found.value, excluded: false }
  const label = valueLabel(facet, found)
  const state = choice === undefined ? '' : choice.excluded ? 'not' : 'yes'
  const change = choice !== undefined && !choice.excluded ? withoutChoice(filter, choice) : withChoice(filter, wanted)
  const name = html`<span>${label}</span><b>${formatNumber(found.sites)}</b>`
  return html`<li${state !== '' && html` data-state="${state}"`}>${
    choice === undefined
      ? html`<button form="${choosingForm}" name="${facet}" value="${found.value}">${name}</button>`
      : html`<a href="${href(change)}" aria-current="true">${name}</a>`
  }${
    choice !== undefined
      ? html`<a href="${href(choice.excluded ? withoutChoice(filter, choice) : withChoice(filter, { ...wanted, excluded: true }))}" aria-label="${choice.excluded ? 'No longer without' : 'Without'} ${label}">not</a>`
      : html`<button form="${choosingForm}" name="${facet}" value="-${found.value}" aria-label="Without ${label}">not</button>`
  }</li>`
}

function valueLabel(facet: Facet, { value, label }: FacetValue): string {
  if (facet === 'reason') return reasonWords[value as Reason] ?? value
  if (facet === 'age') return `${value.startsWith('<') ? 'under' : 'over'} ${value.slice(1)} days`
  if (facet === 'appeared' && value === 'none') return 'before the first scan'
  if (facet === 'grade' && value === 'none') return 'no pair'
  return label ?? value
}

const keptFields = ({ kept }: FacetBarOptions): readonly Html[] =>
  kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)

/** For facets with more values than anybody reads: typed, with the browser's own list to choose from. Works without a script. */
function typedValue(facet: Facet, values: readonly FacetValue[], options: FacetBarOptions): Html {
  const list = `facet-${facet}`
  return html`<form action="${options.action}" class="facet-form">${keptFields(options)}<label>One of ${values.length}<input name="${facet}" list="${list}" autocomplete="off" maxlength="200"></label><button class="button button-small">Add</button><datalist id="${list}">${values
    .slice(linksMax)
    .map(({ value, label }) =>
      facet === 'subsystem'
        ? html`<option value="${label ?? value}">`
        : html`<option value="${value}">${label}</option>`,
    )}</datalist></form>`
}
