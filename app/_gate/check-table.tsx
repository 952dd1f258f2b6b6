import Link from 'next/link'
import { abbreviateCommit, formatAge, formatTime } from '#app/_web/format.ts'
import { checkPath, checksPath } from '#app/_web/routes.ts'
import { CheckOutcome } from './check-outcome.tsx'
import { describeSubject } from './check-words.ts'
import type { ListedCheck } from './queries/check-columns.ts'

interface CheckTableProps {
  readonly slug: string
  readonly rev: string | null
  readonly checks: readonly ListedCheck[]
  readonly now: Date
}

/** Checks one a line, newest first. */
export function CheckTable({ slug, rev, checks, now }: CheckTableProps) {
  return (
    <table className="list">
      <caption className="sr-only">Checks, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Check</th>
          <th scope="col">Of</th>
          <th scope="col">Verdict</th>
          <th scope="col" className="wide">
            Asked for
          </th>
        </tr>
      </thead>
      <tbody>
        {checks.map((check) => (
          <tr key={check.id}>
            <td>
              <Link href={checkPath(slug, { rev }, check.id)} prefetch={false} aria-label={`Check ${check.id}`}>
                {check.id}
              </Link>
            </td>
            <td>
              {check.branch === null ? (
                describeSubject(check)
              ) : (
                <Link
                  href={checksPath(slug, { rev }, { branch: check.branch })}
                  prefetch={false}
                  className="break-anywhere"
                >
                  {describeSubject(check)}
                </Link>
              )}
              <div className="font-mono text-muted">{abbreviateCommit(check.headCommit)}</div>
            </td>
            <td>
              <CheckOutcome check={check} />
              {check.error === null ? null : <div className="line-clamp-2 max-w-[32rem] text-muted">{check.error}</div>}
            </td>
            <td className="wide whitespace-nowrap">
              <time dateTime={check.createdAt.toISOString()} title={formatTime(check.createdAt)}>
                {formatAge(check.createdAt, now)}
              </time>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
