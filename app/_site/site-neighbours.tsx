import { getDatabase } from '#app/_data/database.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { remember } from '#app/_data/remember.ts'
import { filterParams, isLasting } from '#app/_data/site-filter.ts'
import { listSites } from '#app/_sites/queries/list-sites.ts'
import { listParameters, parseSitesQuery, type SitesQuery } from '#app/_sites/sites-query.ts'
import { formatNumber } from '#app/_web/format.ts'
import { sitePath, sitesPath } from '#app/_web/routes.ts'

/** More than any kernel has. */
const listMax = 20_000

/** The list that one came from, with the sites before and behind this one in it; nothing for who came from elsewhere. */
export async function SiteNeighbours({
  context,
  siteKey,
}: {
  readonly context: TreeContext
  readonly siteKey: string
}) {
  const { tree, rev, params } = context
  const list = new URLSearchParams([...params].filter(([name]) => listParameters.includes(name)))
  if (list.size === 0) return null
  const keys = await listKeys(context, parseSitesQuery(list).query)
  const index = keys.indexOf(siteKey)
  const link = (key: string | undefined, label: string, rel: 'prev' | 'next') =>
    key === undefined ? null : (
      <a href={sitePath(tree.slug, { rev }, key, list)} rel={rel}>
        {label}
      </a>
    )
  return (
    <nav aria-label="In the list" className="neighbours">
      <a href={sitesPath(tree.slug, { rev }, list)}>The list</a>
      {index === -1 ? null : (
        <span className="text-muted">
          {formatNumber(index + 1)} of {formatNumber(keys.length)}
        </span>
      )}
      {index === -1 ? null : link(keys[index - 1], '← Previous', 'prev')}
      {index === -1 ? null : link(keys[index + 1], 'Next →', 'next')}
    </nav>
  )
}

async function listKeys({ revision }: TreeContext, { filter, order }: SitesQuery): Promise<readonly string[]> {
  const ask = async () => {
    const { sites } = await listSites(getDatabase(), revision, filter, { order, cursor: null, limit: listMax })
    return sites.map(({ key }) => key)
  }
  return isLasting(filter) ? remember(revision, ['keys', filterParams(filter).toString(), order], ask) : ask()
}
