import { filterOf, type SiteFilter } from '#app/_data/site-filter.ts'
import { easyFilter } from '#app/_sites/site-views.ts'

/** One list of things to do, with why they are in it. */
export interface NextList {
  readonly title: string
  /** Why one of these, and why now. */
  readonly why: string
  readonly filter: SiteFilter
  /** Said where it is empty; `null`: then it is left out. */
  readonly empty: string | null
}

const open = ['mismatched', 'unconverted', 'unknown'] as const

/** What somebody could do whom sections of the tree name; `since` is the label of the revision they saw last. */
export function listsForPerson(email: string, since: readonly string[]): readonly NextList[] {
  const mine = { maintainer: email, role: 'acquire' as const }
  return [
    {
      title: 'Mismatched, or maybe',
      why: 'Taken one way and dropped the other: a bug now, whatever the conversion is worth. A maybe needs a look.',
      filter: filterOf({
        ...mine,
        status: ['mismatched', 'unknown'],
        reason: ['pinned-but-put', 'got-but-unpinned', 'crossing-suspected'],
      }),
      empty: 'Nothing of yours is mismatched.',
    },
    ...(since.length === 0
      ? []
      : [
          {
            title: 'New since you were here',
            why: 'These came in since the revision that you marked as seen.',
            filter: filterOf({ ...mine, status: open, appeared: since }),
            empty: 'Nothing new is left to do in your sections.',
          },
        ]),
    {
      title: 'Easy ones',
      why: 'Unconverted; a release that certainly belongs to each is known, and nothing odd was found.',
      filter: withMaintainer(easyFilter, email),
      empty: null,
    },
    {
      title: 'Claims that ran out',
      why: 'Somebody meant to do it, and nothing was heard of it.',
      filter: filterOf({ ...mine, status: open, claim: 'expired' }),
      empty: null,
    },
    {
      title: 'Nobody is on it',
      why: 'What remains in your sections and nobody claims.',
      filter: filterOf({ ...mine, status: open, claim: 'none' }),
      empty: 'All that remains in your sections is claimed, or nothing remains.',
    },
  ]
}

const withMaintainer = (filter: SiteFilter, email: string): SiteFilter => ({
  ...filter,
  choices: [...filter.choices, ...filterOf({ maintainer: email }).choices],
})

/** What somebody could do who is new here. */
export const listsForNewcomer = (): readonly NextList[] => [
  {
    title: 'Good first conversions',
    why: 'Both ends are known for certain, nothing odd was found, and nobody is on it: the change is the two calls and what stands between them.',
    filter: { ...easyFilter, choices: [...easyFilter.choices, ...filterOf({ claim: 'none' }).choices] },
    empty: 'Everything easy is done or claimed.',
  },
  {
    title: 'Mismatched',
    why: 'Pinned and dropped as a plain reference, or the other way round: the fix is small and matters most.',
    filter: filterOf({ status: 'mismatched', role: 'acquire' }),
    empty: 'Nothing is mismatched.',
  },
]
