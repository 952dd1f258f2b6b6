import Link from 'next/link'
import type { OwnedSite } from '#app/_owners/queries/list-owned-sites.ts'
import { PathLine } from '#app/_ui/path-line.tsx'
import { StatusBadge } from '#app/_ui/status-badge.tsx'
import { reasonWords } from '#app/_web/reason-words.ts'

interface OwnedSiteRowProps {
  readonly site: OwnedSite
  readonly href: string
  /** With the path; else a heading has said it. */
  readonly withPath?: boolean
  /** Said of a site that counts for another section first. */
  readonly elsewhere?: string | null
}

/** One site in a list of one owner. */
export function OwnedSiteRow({ site, href, withPath = false, elsewhere = null }: OwnedSiteRowProps) {
  return (
    <tr>
      <td>
        <StatusBadge status={site.status} />
      </td>
      <td className="break-anywhere font-mono">
        <Link href={href} prefetch={false}>
          {withPath ? <PathLine path={site.path} line={site.line} /> : site.line}
        </Link>{' '}
        {site.api}(){site.function === null ? '' : ` in ${site.function}`}
        <div className="narrow font-sans text-muted">{reasonWords[site.reason]}</div>
      </td>
      <td className="wide">
        {reasonWords[site.reason]}
        {elsewhere === null ? null : <div className="text-muted">counts for {elsewhere}</div>}
      </td>
    </tr>
  )
}
