import Link from 'next/link'
import { formatDay } from '#app/_lib/format.ts'
import type { RevisionDetails } from '#app/_queries/get-revision.ts'
import type { ListedRevision } from '#app/_queries/list-revisions.ts'

interface RevisionSwitchProps {
  readonly current: RevisionDetails
  readonly asked: string | null
  readonly revisions: readonly ListedRevision[]
  readonly path: string
  readonly params: URLSearchParams
}

/** Parameters that mean a place in a list of one revision. */
const placeParameters = ['after', 'before']

/** The revision of the page, and ways to the same page at others. Works without script. */
export function RevisionSwitch({ current, asked, revisions, path, params }: RevisionSwitchProps) {
  const href = (rev: string | null) => {
    const query = new URLSearchParams(params)
    for (const parameter of [...placeParameters, 'rev']) query.delete(parameter)
    if (rev !== null) query.set('rev', rev)
    return query.size === 0 ? path : `${path}?${query}`
  }
  const kept = [...params].filter(([name]) => name !== 'rev' && !placeParameters.includes(name))
  return (
    // another revision is another element, which begins closed
    <details key={current.id} className="menu">
      <summary>
        <span className="sr-only">Revision </span>
        <span className="font-mono">{current.label}</span>
      </summary>
      <div className="menu-panel">
        <ul aria-label="Revisions">
          <li>
            <Link href={href(null)} prefetch={false} {...(asked === null ? { 'aria-current': 'true' } : {})}>
              <span>newest</span>
              <span className="text-muted">whichever it is</span>
            </Link>
          </li>
          {revisions.map(({ id, name, committedAt }) => (
            <li key={id}>
              <Link
                href={href(name)}
                prefetch={false}
                {...(asked !== null && id === current.id ? { 'aria-current': 'true' } : {})}
              >
                <span className="font-mono">{name}</span>
                <span className="text-muted">{formatDay(committedAt)}</span>
              </Link>
            </li>
          ))}
        </ul>
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
