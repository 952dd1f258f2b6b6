import Link from 'next/link'
import type { Deed } from '#app/_people/queries/list-deeds.ts'
import { PathLine } from '#app/_ui/path-line.tsx'
import { formatDay, formatTime } from '#app/_web/format.ts'
import { sitePath } from '#app/_web/routes.ts'
import { describeDeed } from './deed-words.ts'
import { PersonLink } from './person-link.tsx'

interface DeedListProps {
  readonly deeds: readonly Deed[]
  /** Of several sites: each says which. */
  readonly withSite?: boolean
}

/** Who did what and when, the newest first. */
export function DeedList({ deeds, withSite = false }: DeedListProps) {
  return (
    <ol className="people-deeds">
      {deeds.map((deed) => (
        <li key={deed.id}>
          <time dateTime={deed.at.toISOString()} title={formatTime(deed.at)} className="text-muted">
            {formatDay(deed.at)}
          </time>{' '}
          <span className="break-anywhere">
            {deed.actor === null ? 'Pinwatch' : <PersonLink name={deed.actor} email={deed.actorEmail} />}{' '}
            {describeDeed(deed)}
            {withSite ? (
              <>
                {' – '}
                <Link href={sitePath(deed.tree, { rev: null }, deed.key)} prefetch={false} className="font-mono">
                  {deed.path === null || deed.line === null ? deed.key : <PathLine path={deed.path} line={deed.line} />}
                </Link>{' '}
                <span className="text-muted">{deed.treeName}</span>
              </>
            ) : null}
          </span>
        </li>
      ))}
    </ol>
  )
}
