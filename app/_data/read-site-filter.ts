import { notUnderstood } from '#app/_web/api/refusal.ts'
import { parseSiteFilter, type SiteFilter } from './site-filter.ts'

/** The filter of an address of the API; refuses what a page would only leave out and tell. */
export function readSiteFilter(params: URLSearchParams): SiteFilter {
  const { filter, problems } = parseSiteFilter(params)
  if (problems.length === 0) return filter
  throw notUnderstood(problems.map(({ parameter, message }) => ({ pointer: parameter, detail: message })))
}
