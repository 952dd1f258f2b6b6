import Link from 'next/link'
import type { SiteRemark } from '#app/_data/list-remarks.ts'
import { PathLine } from '#app/_ui/path-line.tsx'
import { formatDay } from '#app/_web/format.ts'

interface RemarkTableProps {
  readonly remarks: readonly SiteRemark[]
  readonly siteHref: (key: string) => string
}

/** What comments beside calls say, one a line. */
export function RemarkTable({ remarks, siteHref }: RemarkTableProps) {
  return (
    <table className="list">
      <caption className="sr-only">Comments in the code</caption>
      <thead>
        <tr>
          <th scope="col">Site</th>
          <th scope="col">Case</th>
          <th scope="col" className="wide">
            Why it stays
          </th>
          <th scope="col">As it is since</th>
        </tr>
      </thead>
      <tbody>
        {remarks.map(({ key, path, line, function: inside, api, case: picked, reason, since, sinceAt, isStale }) => (
          <tr key={key}>
            <td>
              <Link href={siteHref(key)} prefetch={false} className="break-anywhere font-mono">
                <PathLine path={path} line={line} />
              </Link>
              <p className="break-anywhere text-muted">
                {api}(){inside === null ? '' : ` in ${inside}`}
              </p>
            </td>
            <td>{picked ?? '–'}</td>
            <td className="wide break-anywhere">
              {reason}
              {isStale ? <span className="finding people-changed">code changed since</span> : null}
            </td>
            <td>
              <span className="font-mono">{since}</span>
              <p className="text-muted">{formatDay(sinceAt)}</p>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
