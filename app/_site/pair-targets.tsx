import type { SiteAtRevision } from '#app/_site/queries/get-site.ts'
import type { SitePair } from '#app/_site/queries/list-site-pairs.ts'
import { PathLine } from '#app/_ui/path-line.tsx'

interface PairTargetsProps {
  readonly site: SiteAtRevision
  readonly pairs: readonly SitePair[]
  readonly lineHref: (path: string, line: number) => string | null
}

/** What is to be done where nothing is to be done to the site itself: the other end is the wrong one. */
export function PairTargets({ site, pairs, lineHref }: PairTargetsProps) {
  const wrong = pairs.filter(({ status, target }) => status === 'mismatched' && target !== null)
  if (site.target !== null || wrong.length === 0) return null
  return (
    <ul className="mt-1">
      {wrong.map((pair) => (
        <li key={pair.key} className="break-anywhere">
          Convert <code className="font-semibold">{pair.api}()</code> at{' '}
          <a href={lineHref(pair.path, pair.line) ?? '#'} className="font-mono">
            <PathLine path={pair.path} line={pair.line} />
          </a>{' '}
          to <code className="font-semibold">{pair.target}()</code>.
        </li>
      ))}
    </ul>
  )
}
