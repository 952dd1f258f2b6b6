import { formatCount } from '#app/_web/format.ts'
import {
  apiPagePath,
  comparePath,
  eventsPath,
  filesPath,
  maintainerPath,
  maintainersPath,
  nextPath,
  overviewPath,
  scansPath,
  sitePath,
  sitesPath,
  subsystemPath,
  subsystemsPath,
} from '#app/_web/routes.ts'
import type { SearchKind, SearchPage, SearchTarget } from './search-index.ts'

/** What a search found, as a list shows it. */
export interface FoundLine {
  readonly kind: SearchKind
  readonly title: string
  readonly detail: string
  /** The page that it leads to. */
  readonly href: string
}

/** Headings of the groups. */
export const kindHeadings: Readonly<Record<SearchKind, string>> = {
  page: 'Pages',
  person: 'People',
  subsystem: 'Subsystems',
  function: 'Functions',
  directory: 'Directories',
  file: 'Files',
  site: 'Sites',
  revision: 'Revisions',
}

/** A target in words, with the page that it leads to at the revision that is asked for. */
export function describeTarget(
  target: SearchTarget,
  { slug, rev }: { readonly slug: string; readonly rev: string | null },
): FoundLine {
  switch (target.kind) {
    case 'page':
      return { kind: 'page', title: target.title, detail: '', href: hrefOfPage(target.page, slug, rev) }
    case 'person':
      return {
        kind: 'person',
        title: target.name === '' ? target.email : target.name,
        detail: target.email,
        href: maintainerPath(slug, { rev }, target.email),
      }
    case 'subsystem':
      return { kind: 'subsystem', title: target.title, detail: '', href: subsystemPath(slug, { rev }, target.slug) }
    case 'function':
      return {
        kind: 'function',
        title: target.name,
        detail: `${target.path}, ${formatCount(target.sites, 'site')}`,
        href: sitesPath(slug, { rev }, { path: target.path, q: target.name }),
      }
    case 'directory':
      return {
        kind: 'directory',
        title: `${target.path}/`,
        detail: formatCount(target.sites, 'site'),
        href: filesPath(slug, { rev }, target.path),
      }
    case 'file':
      return {
        kind: 'file',
        title: target.path,
        detail: formatCount(target.sites, 'site'),
        href: filesPath(slug, { rev }, target.path),
      }
    case 'site':
      return {
        kind: 'site',
        title: `${target.path}:${target.line}`,
        detail: `${target.api} in ${target.function ?? 'no function'}, ${target.status}`,
        href: sitePath(slug, { rev }, target.key),
      }
    case 'revision':
      return {
        kind: 'revision',
        title: target.name,
        detail: target.subject,
        href: overviewPath(slug, { rev: target.name }),
      }
  }
}

function hrefOfPage(page: SearchPage, slug: string, rev: string | null): string {
  switch (page) {
    case 'overview':
      return overviewPath(slug, { rev })
    case 'sites':
      return sitesPath(slug, { rev })
    case 'subsystems':
      return subsystemsPath(slug, { rev })
    case 'maintainers':
      return maintainersPath(slug, { rev })
    case 'events':
      return eventsPath(slug, { rev })
    case 'next':
      return nextPath(slug, { rev })
    case 'compare':
      return comparePath({ slug, rev }, null)
    case 'scans':
      return scansPath()
    case 'api':
      return apiPagePath()
  }
}
