import { getDatabase } from '#app/_data/database.ts'
import type { RevisionDetails } from '#app/_data/get-revision.ts'
import { remember } from '#app/_data/remember.ts'
import { holdsAt, liveSpans } from '#app/_data/revision-place.ts'
import { statusUrgency } from '#app/_data/status-urgency.ts'
import { type SearchEntry, type SearchIndex, type SearchTarget, searchPages } from '#app/_search/search-index.ts'
import type { Transaction } from '#prisma/client.ts'
import { theRest } from '#scanner/model/owners.ts'

type SiteTarget = Extract<SearchTarget, { readonly kind: 'site' }>

/** What can be found of a revision, kept in memory: so a letter that is typed costs no query. */
export const loadSearchIndex = (revision: RevisionDetails): Promise<SearchIndex> =>
  remember(revision, ['search'], () => readSearchIndex(getDatabase(), revision), 'index')

/** What can be found of a revision; in each kind what matters most stands first. */
async function readSearchIndex(database: Transaction, revision: RevisionDetails): Promise<SearchIndex> {
  const [sites, sections, people] = await Promise.all([
    listSites(database, revision),
    database.$queryRaw<{ title: string; slug: string }[]>`
      select subsystem.title, subsystem.slug
      from count join subsystem on subsystem.id = count.subsystem_id
      where count.revision_id = ${revision.id} and count.status <> 'unrelated' and subsystem.title <> ${theRest}
      group by subsystem.id
      order by sum(count.sites) filter (where count.role = 'acquire'
        and count.status in ('unconverted', 'mismatched', 'unknown')) desc nulls last, subsystem.title collate "C"`,
    database.$queryRaw<{ name: string; email: string; sections: string[] }[]>`
      select person.name, person.email, array_agg(distinct subsystem.title) as sections
      from subsystem_person named
      join person on person.id = named.person_id
      join subsystem on subsystem.id = named.subsystem_id and subsystem.title <> ${theRest}
      where ${holdsAt('named', revision)}
      group by person.id
      order by lower(person.name), person.email`,
  ])
  return [
    ...Object.entries(searchPages).map(([page, title]) =>
      entry({ kind: 'page', title, page: page as keyof typeof searchPages }, title, ''),
    ),
    ...people.map(({ name, email, sections: titles }) =>
      entry({ kind: 'person', name, email }, `${name} ${email}`, titles.join(' ')),
    ),
    ...sections.map(({ title, slug }) => entry({ kind: 'subsystem', title, slug }, title, slug)),
    ...listFunctions(sites),
    ...listDirectories(sites),
    ...listFiles(sites),
    ...sites.map((site) => entry(site, `${site.path}:${site.line}`, `${site.function ?? ''} ${site.api} ${site.key}`)),
  ]
}

const entry = (target: SearchTarget, name: string, more: string): SearchEntry => ({
  target,
  name: name.toLowerCase(),
  more: more.toLowerCase(),
})

/** What a list shows by default, what has to be looked at first in front. */
async function listSites(database: Transaction, revision: RevisionDetails): Promise<readonly SiteTarget[]> {
  return database.$queryRaw<SiteTarget[]>`
    with ${liveSpans(revision)}
    select 'site' as kind, site.key, span.path, span.line_number as line, span.function, span.api, span.role, span.status
    from live span join site on site.id = span.site_id
    where span.status <> 'unrelated'
    order by span.role, array_position(${[...statusUrgency]}::text[], span.status), span.path collate "C", span.line_number`
}

function listFunctions(sites: readonly SiteTarget[]): readonly SearchEntry[] {
  const counts = new Map<string, { readonly name: string; readonly path: string; sites: number }>()
  for (const { function: name, path } of sites) {
    if (name === null) continue
    const known = counts.get(`${path} ${name}`) ?? { name, path, sites: 0 }
    known.sites++
    counts.set(`${path} ${name}`, known)
  }
  return [...counts.values()].map(({ name, path, sites: number }) =>
    entry({ kind: 'function', name, path, sites: number }, name, path),
  )
}

/** Every directory above a site, with all that lies below it. */
function listDirectories(sites: readonly SiteTarget[]): readonly SearchEntry[] {
  const counts = new Map<string, number>()
  for (const { path } of sites)
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1))
      counts.set(path.slice(0, end), (counts.get(path.slice(0, end)) ?? 0) + 1)
  return [...counts].map(([path, number]) => entry({ kind: 'directory', path, sites: number }, path, ''))
}

function listFiles(sites: readonly SiteTarget[]): readonly SearchEntry[] {
  const counts = new Map<string, number>()
  for (const { path } of sites) counts.set(path, (counts.get(path) ?? 0) + 1)
  return [...counts].map(([path, number]) => entry({ kind: 'file', path, sites: number }, path, ''))
}
