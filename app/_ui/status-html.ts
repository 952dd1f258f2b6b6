import { type Html, html } from '#app/_web/html.ts'
import type { Status } from '#scanner/model/site.ts'

/** A status as shape, word and colour; as `StatusBadge`. */
export const statusBadge = (status: Status): Html => html`<span class="status status-${status}">${status}</span>`

/** The shape alone, with the word for who cannot see it. */
export const statusMark = (status: Status): Html =>
  html`<span class="status status-${status}" title="${status}"><span class="sr-only">${status} </span></span>`
