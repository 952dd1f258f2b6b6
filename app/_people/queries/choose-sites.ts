import { holdsAt, liveSpans, type RevisionPlace } from '#app/_data/revision-place.ts'
import { combineConditions, siteConditions, visibleCondition } from '#app/_data/site-conditions.ts'
import { filterParameters, parseSiteFilter, type SiteFilter } from '#app/_data/site-filter.ts'
import type { SiteChoice } from '#app/_people/claim.ts'
import { Refusal, wrongRequest } from '#app/_people/refusal.ts'
import { undoneStatuses } from '#app/_people/undone-statuses.ts'
import type { Transaction } from '#prisma/client.ts'

/** Sites of the revision that somebody chose: by their keys, or all that fit a filter and still have to be converted. */
export function chooseSites(
  database: Transaction,
  treeId: number,
  revision: RevisionPlace,
  { sites, filter = {} }: SiteChoice,
): Promise<readonly number[]> {
  return sites === undefined
    ? findFittingSites(database, revision, readFilter(toParameters(filter)))
    : findSites(database, treeId, revision, sites)
}

/** As `chooseSites`, for whoever says something of them. Throws `Refusal` where nothing was chosen. */
export async function chooseToJudge(
  database: Transaction,
  treeId: number,
  revision: RevisionPlace,
  choice: SiteChoice,
): Promise<readonly number[]> {
  const siteIds = await chooseSites(database, treeId, revision, choice)
  if (siteIds.length > 0) return siteIds
  throw new Refusal(
    422,
    'Nothing to judge',
    'No site of the newest revision that is still to be converted fits this filter.',
  )
}

function toParameters(filter: NonNullable<SiteChoice['filter']>): URLSearchParams {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(filter))
    for (const single of typeof value === 'string' ? [value] : value) parameters.append(name, single)
  return parameters
}

/** Numbers of the sites with these keys, in no order. Refuses all if one of them is not in the revision. */
export async function findSites(
  database: Transaction,
  treeId: number,
  revision: RevisionPlace,
  keys: readonly string[],
): Promise<readonly number[]> {
  const rows = await database.$queryRaw<{ id: number; key: string }[]>`
    select site.id, site.key from site
    where site.tree_id = ${treeId}::int and site.key = any(${keys}::text[])
      and exists (select from site_span span where span.site_id = site.id and ${holdsAt('span', revision)})`
  const found = new Set(rows.map(({ key }) => key))
  const missing = [...new Set(keys)].filter((key) => !found.has(key))
  if (missing.length > 0)
    throw new Refusal(
      404,
      'Not found',
      `The newest revision of this tree has no site ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ` and ${missing.length - 5} more` : ''}.`,
    )
  return rows.map(({ id }) => id)
}

/** The same, without those that are not there. */
export async function findSiteIds(
  database: Transaction,
  treeId: number,
  keys: readonly string[],
): Promise<readonly number[]> {
  const sites = await database.site.findMany({ where: { treeId, key: { in: [...keys] } }, select: { id: true } })
  return sites.map(({ id }) => id)
}

/** Those of some sites where something is left to be done. */
export async function keepUndone(
  database: Transaction,
  revision: RevisionPlace,
  siteIds: readonly number[],
): Promise<readonly number[]> {
  const rows = await database.$queryRaw<{ id: number }[]>`
    select span.site_id as id from site_span span
    where span.site_id = any(${[...siteIds]}::int[]) and span.status = any(${[...undoneStatuses]}::text[]) and ${holdsAt('span', revision)}`
  return rows.map(({ id }) => id)
}

/** All sites of the revision that fit a filter, but for those where nothing is left to be done. */
export async function findFittingSites(
  database: Transaction,
  revision: RevisionPlace,
  filter: SiteFilter,
): Promise<readonly number[]> {
  const rows = await database.$queryRaw<{ id: number }[]>`
    with ${liveSpans(revision)}
    select span.site_id as id from live span join site on site.id = span.site_id
    where span.status = any(${[...undoneStatuses]}::text[]) and ${visibleCondition(filter)} and ${combineConditions(siteConditions(filter, revision))}`
  return rows.map(({ id }) => id)
}

/** A filter of query parameters, as an object or as written in an address. Refuses what the list of sites would only leave out. */
function readFilter(parameters: URLSearchParams): SiteFilter {
  const known: readonly string[] = [...filterParameters, 'all']
  const odd = [...parameters.keys()].find((name) => !known.includes(name))
  if (odd !== undefined)
    throw wrongRequest(`A list of sites has no parameter ${JSON.stringify(odd)}; it has ${known.join(', ')}.`)
  const { filter, problems } = parseSiteFilter(parameters)
  const [problem] = problems
  if (problem !== undefined) throw wrongRequest(`${problem.parameter}: ${problem.message}`)
  return filter
}
