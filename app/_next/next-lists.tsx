import Link from 'next/link'
import { getDatabase } from '#app/_data/database.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { remember } from '#app/_data/remember.ts'
import { filterParams, isLasting } from '#app/_data/site-filter.ts'
import { type ListedSite, listSites } from '#app/_sites/queries/list-sites.ts'
import { Section } from '#app/_ui/section.tsx'
import { StatusBadge } from '#app/_ui/status-badge.tsx'
import { formatCount } from '#app/_web/format.ts'
import { reasonWords } from '#app/_web/reason-words.ts'
import { sitePath, sitesPath } from '#app/_web/routes.ts'
import type { NextList } from './next-query.ts'

const shown = 8

interface NextListsProps {
  readonly context: TreeContext
  readonly lists: readonly NextList[]
}

/** The first of each list, and the way to all of it. */
export async function NextLists({ context, lists }: NextListsProps) {
  const { tree, revision, rev } = context
  const pages = await Promise.all(
    lists.map(({ filter }) => {
      const ask = () =>
        listSites(getDatabase(), revision, filter, {
          order: { sort: 'status', descending: false },
          cursor: null,
          limit: shown,
        })
      // who works on what changes at any time
      return isLasting(filter) ? remember(revision, ['next', filterParams(filter).toString()], ask) : ask()
    }),
  )
  return lists.map(({ title, why, filter, empty }, index) => {
    const { sites = [], total = 0 } = pages[index] ?? {}
    if (total === 0 && empty === null) return null
    return (
      <Section
        key={title}
        title={title}
        aside={
          total === 0 ? null : (
            <Link href={sitesPath(tree.slug, { rev }, filterParams(filter))} prefetch={false}>
              {total > shown ? `all ${formatCount(total, 'site')}` : formatCount(total, 'site')}
            </Link>
          )
        }
      >
        <p className="text-sm text-muted">{total === 0 ? empty : why}</p>
        <ul className="next-list">
          {sites.map((site) => (
            <NextRow key={site.key} site={site} href={sitePath(tree.slug, { rev }, site.key)} />
          ))}
        </ul>
      </Section>
    )
  })
}

function NextRow({ site, href }: { readonly site: ListedSite; readonly href: string }) {
  return (
    <li data-row>
      <StatusBadge status={site.status} />
      <Link href={href} prefetch={false} className="break-anywhere font-mono">
        {site.path}:{site.line}
      </Link>
      <span className="break-anywhere font-mono">
        {site.api}
        {site.target === null ? '' : ` → ${site.target}`}
      </span>
      <span className="text-muted">
        {whyThis(site)}
        {site.subsystem === null ? '' : `; ${site.subsystem.title}`}
      </span>
    </li>
  )
}

/** What a change touches, in a few words. */
function whyThis({ path, reason, ends }: ListedSite): string {
  if (ends.length === 0) return reasonWords[reason]
  const files = new Set(ends.map((end) => end.path).filter((other) => other !== path))
  const where = files.size === 0 ? 'in the same file' : `in ${formatCount(files.size, 'other file')}`
  return `${reasonWords[reason]}; ${formatCount(ends.length, 'release')} ${where}`
}
