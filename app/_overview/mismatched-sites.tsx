import Link from 'next/link'
import { getDatabase } from '#app/_data/database.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { filterOf } from '#app/_data/site-filter.ts'
import { listSites } from '#app/_sites/queries/list-sites.ts'
import { defaultOrder } from '#app/_sites/site-order.ts'
import { PathLine } from '#app/_ui/path-line.tsx'
import { Section } from '#app/_ui/section.tsx'
import { StatusBadge } from '#app/_ui/status-badge.tsx'
import { formatCount } from '#app/_web/format.ts'
import { sitePath, sitesPath, subsystemPath } from '#app/_web/routes.ts'
import { reasonSentences } from '#scanner/model/site.ts'

const shown = 12

/** The worst of all: what is taken one way and dropped the other. Nothing if there is none. */
export async function MismatchedSites({ context }: { readonly context: TreeContext }) {
  const { tree, revision, rev } = context
  const filter = filterOf({ status: 'mismatched' })
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
