import Link from 'next/link'
import type { StoredTriage } from '#app/_people/queries/list-triage.ts'
import { PathLine } from '#app/_ui/path-line.tsx'
import { formatDay } from '#app/_web/format.ts'
import { verdictWords } from './triage-words.ts'

interface TriageTableProps {
  readonly caption: string
  readonly triage: readonly StoredTriage[]
  readonly siteHref: (key: string) => string
}

/** What was said of sites, one a line. */
export function TriageTable({ caption, triage, siteHref }: TriageTableProps) {
  return (
    <table className="list">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Verdict</th>
          <th scope="col">Site</th>
          <th scope="col" className="wide">
            Why
          </th>
          <th scope="col">By</th>
        </tr>
      </thead>
      <tbody>
        {triage.map((said) => (
          <tr key={said.id}>
            <td>
              {verdictWords[said.verdict]}
              {said.case === null ? '' : ` ${said.case}`}
              {said.isDecided ? null : <span className="finding">proposed</span>}
            </td>
            <td>
              <Link href={siteHref(said.key)} prefetch={false} className="break-anywhere font-mono">
                <PathLine path={said.path} line={said.line} />
              </Link>
              <p className="break-anywhere text-muted">
                {said.api}(){said.function === null ? '' : ` in ${said.function}`}
                {said.isThere ? '' : ', gone'}
              </p>
              {said.other === null ? null : (
                <p className="break-anywhere text-muted">
                  not with {said.other.api}() in {said.other.function ?? 'no function'}, {said.other.path}
                </p>
              )}
            </td>
            <td className="wide break-anywhere">
              {said.reason} {said.text}{' '}
              {said.link === null ? null : (
                <a href={said.link} rel="nofollow noreferrer">
                  evidence
                </a>
              )}
            </td>
            <td className="break-anywhere">
              {said.by}
              <p className="text-muted">{formatDay(said.madeAt)}</p>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
