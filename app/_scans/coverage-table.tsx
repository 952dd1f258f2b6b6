import Link from 'next/link'
import type { ScannedRevision } from '#app/_scans/queries/list-scan-revisions.ts'
import { abbreviateCommit, formatDay, formatNumber } from '#app/_web/format.ts'
import { overviewPath } from '#app/_web/routes.ts'
import { countProblems, countSkipped, describeProblems, describeSkipped } from './coverage-words.ts'

interface CoverageTableProps {
  readonly slug: string
  readonly revisions: readonly ScannedRevision[]
}

/** What was seen of each revision and what was not: nothing is left out in silence. */
export function CoverageTable({ slug, revisions }: CoverageTableProps) {
  return (
    <table className="list">
      <caption className="sr-only">Revisions that were published, with their coverage</caption>
      <thead>
        <tr>
          <th scope="col">Revision</th>
          <th scope="col" className="number">
            Searched
          </th>
          <th scope="col" className="number">
            Read
          </th>
          <th scope="col">Left out</th>
          <th scope="col">Problems</th>
        </tr>
      </thead>
      <tbody>
        {revisions.map((revision) => (
          <tr key={revision.id}>
            <th scope="row">
              <Link
                href={overviewPath(slug, { rev: abbreviateCommit(revision.commit) })}
                prefetch={false}
                className="font-mono"
              >
                {revision.label}
              </Link>
              <div className="flex flex-wrap gap-x-3 text-muted">
                <span className="font-mono">{abbreviateCommit(revision.commit)}</span>
                <span className="whitespace-nowrap">{formatDay(revision.committedAt)}</span>
              </div>
              {revision.notices.map((notice) => (
                <div key={notice}>{notice}</div>
              ))}
            </th>
            <td className="number">{formatNumber(revision.coverage.filesSearched)}</td>
            <td className="number">{formatNumber(revision.coverage.filesRead)}</td>
            <td>
              {countSkipped(revision.coverage) === 0 ? (
                <span className="text-muted">none</span>
              ) : (
                describeSkipped(revision.coverage).join(', ')
              )}
            </td>
            <td>
              {countProblems(revision.coverage) === 0 ? (
                <span className="text-muted">none</span>
              ) : (
                describeProblems(revision.coverage).join(', ')
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
