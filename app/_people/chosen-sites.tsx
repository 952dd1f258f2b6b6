import Link from 'next/link'
import { getDatabase } from '#app/_data/database.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { listChosenSites } from '#app/_people/queries/list-chosen-sites.ts'
import { PathLine } from '#app/_ui/path-line.tsx'
import { StatusBadge } from '#app/_ui/status-badge.tsx'
import { formatNumber } from '#app/_web/format.ts'
import { sitePath, sitesPath } from '#app/_web/routes.ts'
import type { Choice } from './read-choice.ts'
import './people.css'

/** More would push the form out of sight. */
const namedMax = 12

interface ChosenSitesProps {
  readonly context: TreeContext
  readonly choice: Choice
}

/** Which sites something is about to be said of, and the way back to the list that they were chosen in. */
export async function ChosenSites({ context, choice: { place, siteIds } }: ChosenSitesProps) {
  const { tree, revision, rev } = context
  const sites = await listChosenSites(getDatabase(), revision, siteIds, namedMax)
  return (
    <div className="mb-6">
      <ul className="people-deeds">
        {sites.map(({ key, path, line, function: name, api, status }) => (
          <li key={key} className="break-anywhere">
            <Link href={sitePath(tree.slug, { rev }, key)} prefetch={false} className="font-mono">
              <PathLine path={path} line={line} />
            </Link>{' '}
            <span className="font-mono text-muted">
              {api}(){name === null ? '' : ` in ${name}`}
            </span>{' '}
            <StatusBadge status={status} />
          </li>
        ))}
        {siteIds.length > sites.length ? (
          <li className="text-muted">and {formatNumber(siteIds.length - sites.length)} more</li>
        ) : null}
      </ul>
      <p className="mt-2 text-sm">
        <Link href={sitesPath(tree.slug, { rev }, new URLSearchParams(place.filter))} prefetch={false}>
          Back to the list
        </Link>
      </p>
    </div>
  )
}
