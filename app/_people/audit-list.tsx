import Link from 'next/link'
import type { AuditRow } from '#app/_people/queries/list-audit.ts'
import { formatTime } from '#app/_web/format.ts'
import { sitePath } from '#app/_web/routes.ts'

interface AuditListProps {
  readonly caption: string
  readonly entries: readonly AuditRow[]
  /** Also where acts came from: for admins. */
  readonly withAddress?: boolean
}

/** Who did what to what, and what it was before. */
export function AuditList({ caption, entries, withAddress = false }: AuditListProps) {
  return (
    <table className="list">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Who</th>
          <th scope="col">What</th>
          <th scope="col" className="wide">
            Before
          </th>
          <th scope="col" className="wide">
            After
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <td>
              <time dateTime={entry.at.toISOString()}>{formatTime(entry.at)}</time>
            </td>
            <td>
              {entry.actor ?? 'Pinwatch'}
              <p className="text-muted">{entry.via}</p>
              {withAddress && entry.address !== null ? <p className="text-muted">{entry.address}</p> : null}
            </td>
            <td className="break-anywhere">
              {entry.action} <span className="text-muted">{entry.subject}</span>
              {entry.tree === null || entry.site === null ? null : (
                <p>
                  <Link href={sitePath(entry.tree, { rev: null }, entry.site)} prefetch={false} className="font-mono">
                    {entry.path ?? entry.site}
                  </Link>
                </p>
              )}
              <div className="narrow font-mono text-muted">
                {entry.before === null ? '' : `${describe(entry.before)} → `}
                {describe(entry.after)}
              </div>
            </td>
            <td className="wide break-anywhere font-mono">{describe(entry.before)}</td>
            <td className="wide break-anywhere font-mono">{describe(entry.after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What has a value, one word each; numbers of rows say nothing to anybody. */
function describe(value: AuditRow['before']): string {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return value === null ? '' : JSON.stringify(value)
  return Object.entries(value)
    .filter(([name, part]) => part !== null && part !== undefined && !/Id$/.test(name))
    .map(([name, part]) => `${name}=${typeof part === 'string' ? part : JSON.stringify(part)}`)
    .join(' ')
}
