import Link from 'next/link'
import type { RevisionDetails } from '#app/_data/get-revision.ts'
import type { ListedRevision } from '#app/_scans/queries/list-revisions.ts'
import { OffBranch } from '#app/_ui/off-branch.tsx'
import { formatDay } from '#app/_web/format.ts'
import { comparePath } from '#app/_web/routes.ts'
import { withoutPlace } from './without-place.ts'

interface RevisionSwitchProps {
  readonly slug: string
  readonly current: RevisionDetails
  readonly asked: string | null
  readonly revisions: readonly ListedRevision[]
  readonly path: string
  readonly params: URLSearchParams
}

/** The revision of the page, and ways to the same page at others. Works without script. */
export function RevisionSwitch({ slug, current, asked, revisions, path, params }: RevisionSwitchProps) {
  const href = (rev: string | null) => {
    const query = withoutPlace(params)
    if (rev !== null) query.set('rev', rev)
    return query.size === 0 ? path : `${path}?${query}`
  }
  const lines = [...new Set(revisions.map(({ lineId }) => lineId))].map((id) => {
    const ofLine = revisions.filter(({ lineId }) => lineId === id)
    return { id, name: ofLine[0]?.lineLabel ?? '', forkLabel: ofLine[0]?.forkLabel ?? null, revisions: ofLine }
  })
  const kept = [...withoutPlace(params)]
  return (
    // another revision is another element, which begins closed
    <details key={current.id} className="menu">
      <summary>
        <span className="sr-only">Revision </span>
        <span className="font-mono">{current.label}</span>
      </summary>
      <div className="menu-panel">
        <div className="menu-lists">
          <ul aria-label="Revisions">
            <li>
              <Link href={href(null)} prefetch={false} {...(asked === null ? { 'aria-current': 'true' } : {})}>
                <span>newest</span>
                <span className="text-muted">whichever it is</span>
              </Link>
            </li>
          </ul>
          {lines.map((line) => (
            <RevisionLine
              key={line.id}
              name={lines.length === 1 ? null : line.name}
              forkLabel={line.forkLabel}
              revisions={line.revisions}
              hrefAt={href}
              currentId={asked === null ? null : current.id}
            />
          ))}
        </div>
        <p className="menu-more">
          <Link href={comparePath({ slug, rev: asked ?? current.label }, null)} prefetch={false}>
            Compare {current.label} with …
          </Link>
        </p>
        <form action={path} method="get" className="menu-form">
          {kept.map(([name, value]) => (
            <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
          ))}
          <label>
            Another one
            <input name="rev" required maxLength={250} placeholder="tag or commit" autoComplete="off" />
          </label>
          <button type="submit" className="button button-small">
            Show
          </button>
        </form>
      </div>
    </details>
  )
}

interface RevisionLineProps {
  /** `null` where the tree has one line. */
  readonly name: string | null
  /** Where it branches off another line. */
  readonly forkLabel: string | null
  readonly revisions: readonly ListedRevision[]
  readonly hrefAt: (rev: string) => string
  readonly currentId: number | null
}

/** Revisions that descend from one another, newest first. */
function RevisionLine({ name, forkLabel, revisions, hrefAt, currentId }: RevisionLineProps) {
  const heading = name === null ? null : `line of ${name}`
  return (
    <>
      {heading === null ? null : (
        <p className="menu-heading">
          {heading}
          {forkLabel === null ? '' : `, branches off ${forkLabel}`}
        </p>
      )}
      <ul aria-label={heading === null ? 'Scanned revisions' : `Revisions, ${heading}`}>
        {revisions.map(({ id, name: rev, committedAt, isReachable }) => (
          <li key={id}>
            <Link href={hrefAt(rev)} prefetch={false} {...(id === currentId ? { 'aria-current': 'true' } : {})}>
              <span className="break-anywhere font-mono">
                {rev} {isReachable ? null : <OffBranch />}
              </span>
              <span className="whitespace-nowrap text-muted">{formatDay(committedAt)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
