import Link from 'next/link'
import { formatCount } from '#app/_lib/format.ts'
import { sitePath, sitesPath, subsystemPath } from '#app/_lib/routes.ts'
import { emptyFilter } from '#app/_lib/site-filter.ts'
import { defaultOrder } from '#app/_lib/site-order.ts'
import { getDatabase } from '#app/_queries/database.ts'
import { listSites } from '#app/_queries/list-sites.ts'
import type { TreeContext } from '#app/_queries/open-tree.ts'
import { reasonSentences } from '#scanner/model/site.ts'
import { PathLine } from './path-line.tsx'
import { Section } from './section.tsx'
import { StatusBadge } from './status-badge.tsx'

const shown = 12

/** The worst of all: what is taken one way and dropped the other. Nothing if there is none. */
export async function MismatchedSites({ context }: { readonly context: TreeContext }) {
  const { tree, revision, rev } = context
  const filter = { ...emptyFilter, statuses: ['mismatched'] as const }
  const { sites, total } = await listSites(getDatabase(), revision, filter, {
    order: defaultOrder,
    cursor: null,
    limit: shown,
  })
  if (sites.length === 0) return null
  const all = (
    <Link href={sitesPath(tree.slug, { rev }, { status: 'mismatched' })} prefetch={false}>
      {total > sites.length ? `all ${formatCount(total, 'site')}` : formatCount(total, 'site')}
    </Link>
  )
  return (
    <Section title="Mismatched: to be looked at first" aside={all}>
      <ul className="rows">
        {sites.map((site) => (
          <li key={site.key}>
            <div className="row-main">
              <StatusBadge status={site.status} />
              <Link href={sitePath(tree.slug, { rev }, site.key)} prefetch={false} className="font-mono">
                <PathLine path={site.path} line={site.line} />
              </Link>
              <span className="break-anywhere font-mono">
                {site.api}(){site.function === null ? '' : ` in ${site.function}()`}
              </span>
            </div>
            <div className="text-muted">
              {reasonSentences[site.reason]}
              {site.subsystem === null ? null : (
                <>
                  {' '}
                  <Link href={subsystemPath(tree.slug, { rev }, site.subsystem.slug)} prefetch={false}>
                    {site.subsystem.title}
                  </Link>
                </>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
