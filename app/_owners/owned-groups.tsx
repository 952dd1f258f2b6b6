import type { ReactNode } from 'react'
import type { OwnedSite } from '#app/_owners/queries/list-owned-sites.ts'
import { Written } from '#app/_ui/written.tsx'
import { formatCount } from '#app/_web/format.ts'
import { OwnedSiteRow } from './owned-site-row.tsx'

/** Sites of one owner under one heading. */
export interface OwnedGroup {
  /** Of the list, for whoever hears it. */
  readonly caption: string
  readonly heading: ReactNode
  readonly sites: readonly OwnedSite[]
}

interface OwnedGroupsProps {
  readonly groups: readonly OwnedGroup[]
  readonly href: (key: string) => string
  /** The whole list, where what does not fit can be paged through. */
  readonly listHref: string
  /** With the path; else the heading has said it. */
  readonly withPath?: boolean
  /** Said of a site that counts for another section first. */
  readonly elsewhere?: (site: OwnedSite) => string | null
}

/** More are a list to be paged through. */
const sitesShown = 100

/** The first sites of one owner, in groups; the rest is a number and the way to it. */
export function OwnedGroups({ groups, href, listHref, withPath = false, elsewhere }: OwnedGroupsProps) {
  const left = groups.reduce((sum, { sites }) => sum + sites.length, 0) - sitesShown
  return (
    <Written id="owned-sites">
      {takeFirst(groups).map(({ caption, heading, sites }) => (
        <div key={caption} className="mt-4 first:mt-0">
          {heading}
          <table className="list table-fixed">
            <caption className="sr-only">{caption}</caption>
            <colgroup>
              <col className="w-34" />
              <col />
              <col className="wide w-72" />
            </colgroup>
            <thead className="sr-only">
              <tr>
                <th scope="col">Status</th>
                <th scope="col">Site</th>
                <th scope="col">Reason</th>
              </tr>
            </thead>
            <tbody>
              {sites.map((site) => (
                <OwnedSiteRow
                  key={site.key}
                  site={site}
                  href={href(site.key)}
                  withPath={withPath}
                  elsewhere={elsewhere?.(site) ?? null}
                />
              ))}
            </tbody>
          </table>
        </div>
      ))}
      {left > 0 ? (
        <p className="mt-4">
          <a href={listHref}>{formatCount(left, 'more site')}</a>
        </p>
      ) : null}
    </Written>
  )
}

/** So many groups as are needed, the last one shortened. */
function takeFirst(groups: readonly OwnedGroup[]): readonly OwnedGroup[] {
  let room = sitesShown
  return groups.flatMap((group) => {
    const sites = group.sites.slice(0, Math.max(0, room))
    room -= sites.length
    return sites.length === 0 ? [] : [{ ...group, sites }]
  })
}
