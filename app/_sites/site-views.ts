import { filterOf, type SiteFilter, withChoice } from '#app/_data/site-filter.ts'
import { emptySitesQuery, remainingFilter, remainingQuery, type SitesQuery } from './sites-query.ts'

/** A list under a name. */
export interface SiteView {
  readonly name: string
  /** What it is for, as a sentence. */
  readonly about: string
  readonly query: SitesQuery
}

/**
 * Conversions that are likely to be short: nothing uncertain or odd about them, and calls that take another name and the same arguments,
 * which those over iterators and the one that gives a vma do not.
 */
export const easyFilter: SiteFilter = withChoice(
  filterOf({ status: 'unconverted', role: 'acquire', family: 'get', grade: 'certain', finding: 'none' }),
  { parameter: 'api', value: 'get_user_page_vma_remote', excluded: true },
)

/** Lists that everybody has; `newest` is the label of the revision that is shown. */
export const builtInViews = (newest: string): readonly SiteView[] => [
  { name: 'What remains', about: 'Acquires that are mismatched, unconverted or unknown.', query: remainingQuery },
  {
    name: 'Easy ones',
    about: 'Unconverted, each with a release that certainly belongs to it, and nothing odd found.',
    query: { ...emptySitesQuery, filter: easyFilter },
  },
  {
    name: 'Mismatched',
    about: 'Taken one way and dropped the other: to be looked at first.',
    query: { ...emptySitesQuery, filter: filterOf({ status: 'mismatched' }) },
  },
  {
    name: `New in ${newest}`,
    about: `What remains and appeared in ${newest}.`,
    query: {
      ...emptySitesQuery,
      filter: filterOf({ status: ['mismatched', 'unconverted', 'unknown'], role: 'acquire', appeared: newest }),
    },
  },
  {
    name: 'By subsystem',
    about: 'What remains, by section of MAINTAINERS.',
    query: {
      ...remainingQuery,
      filter: remainingFilter,
      group: 'subsystem',
      order: { sort: 'subsystem', descending: false },
    },
  },
  { name: 'Everything', about: 'Every acquire and release.', query: emptySitesQuery },
]
