import Link from 'next/link'
import { statusUrgency } from '#app/_data/status-urgency.ts'
import type { StatusCount } from '#app/_overview/queries/list-status-counts.ts'
import { StatusBadge } from '#app/_ui/status-badge.tsx'
import { formatNumber } from '#app/_web/format.ts'
import { sitesPath } from '#app/_web/routes.ts'
import { statusSentences } from '#app/_web/status-words.ts'
import { type Role, roles } from '#scanner/model/api.ts'
import { progressStatuses, type Status } from '#scanner/model/site.ts'

interface StatusCountsProps {
  readonly slug: string
  readonly rev: string | null
  readonly counts: readonly StatusCount[]
}

/** How many acquires and releases have each status; each number leads to them. */
export function StatusCounts({ slug, rev, counts }: StatusCountsProps) {
  const countOf = (role: Role, status: Status) =>
    counts.find((count) => count.role === role && count.status === status)?.sites ?? 0
  const occurring = statusUrgency.filter((status) => roles.some((role) => countOf(role, status) > 0))
  const isCounted = (status: Status) => progressStatuses.some((other) => other === status)
  const groups = [
    { title: null, statuses: occurring.filter(isCounted) },
    { title: 'Left out of progress', statuses: occurring.filter((status) => !isCounted(status)) },
  ]
  return (
    <table className="list">
      <caption className="sr-only">Sites by status</caption>
      <thead>
        <tr>
          <th scope="col">Status</th>
          <th scope="col" className="number">
            Acquires
          </th>
          <th scope="col" className="number">
            Releases
          </th>
          <th scope="col" className="wide">
            Meaning
          </th>
        </tr>
      </thead>
      {groups.map(({ title, statuses }) =>
        statuses.length === 0 ? null : (
          <tbody key={title}>
            {title === null ? null : (
              <tr className="list-group">
                <th scope="rowgroup" colSpan={4}>
                  {title}
                </th>
              </tr>
            )}
            {statuses.map((status) => (
              <tr key={status}>
                <th scope="row">
                  <StatusBadge status={status} />
                </th>
                {roles.map((role) => (
                  <td key={role} className={`number${countOf(role, status) === 0 ? ' zero' : ''}`}>
                    {countOf(role, status) === 0 ? (
                      '0'
                    ) : (
                      <Link
                        href={sitesPath(slug, { rev }, { status, role })}
                        prefetch={false}
                        aria-label={`${formatNumber(countOf(role, status))} ${status} ${role}s`}
                      >
                        {formatNumber(countOf(role, status))}
                      </Link>
                    )}
                  </td>
                ))}
                <td className="wide text-muted">{statusSentences[status]}</td>
              </tr>
            ))}
          </tbody>
        ),
      )}
    </table>
  )
}
