import Link from 'next/link'
import type { ReactNode } from 'react'
import { PathLine } from '#app/_ui/path-line.tsx'
import { abbreviateCommit } from '#app/_web/format.ts'
import type { DocumentFinding } from '#scanner/model/check-document.ts'
import type { SiteRow } from '#scanner/model/site.ts'
import './gate.css'

interface CheckFindingsProps {
  readonly findings: readonly DocumentFinding[]
  /** Where the code of a site can be read; `null`: nowhere. */
  readonly codeHref: (row: SiteRow) => string | null
  /** The page of a site; `null` where the tree has none of it yet. */
  readonly siteHref: (row: SiteRow) => string | null
  readonly commitHref: (oid: string) => string | null
}

/** What a check found, errors first. */
export function CheckFindings({ findings, codeHref, siteHref, commitHref }: CheckFindingsProps) {
  return (
    <ul>
      {findings.map((finding) => {
        const { kind, severity, site, other, commit, mendedBy, message } = finding
        const page = siteHref(site)
        return (
          <li key={`${kind} ${site.id} ${severity} ${commit?.oid}`} className="check-finding">
            <p className="font-semibold">
              {severity}: {kind}
            </p>
            <p className="break-anywhere">{message}</p>
            <p className="break-anywhere">
              <Place row={site} href={codeHref(site)} />
              {page === null ? null : (
                <>
                  {' '}
                  <Link href={page} prefetch={false}>
                    the site
                  </Link>
                </>
              )}
            </p>
            {other === null ? null : (
              <p className="break-anywhere text-muted">
                also <Place row={other} href={codeHref(other)} />
              </p>
            )}
            {commit === null ? null : (
              <p className="break-anywhere text-muted">
                brought by <Maybe href={commitHref(commit.oid)}>{abbreviateCommit(commit.oid)}</Maybe> {commit.subject}
              </p>
            )}
            {mendedBy === null ? null : (
              <p className="text-muted">
                mended by the later <Maybe href={commitHref(mendedBy)}>{abbreviateCommit(mendedBy)}</Maybe>
              </p>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function Place({ row, href }: { readonly row: SiteRow; readonly href: string | null }) {
  return (
    <>
      <Maybe href={href}>
        <PathLine path={row.path} line={row.line} />
      </Maybe>{' '}
      <code>{row.api}()</code>
      {row.function === null ? '' : ` in ${row.function}()`}
    </>
  )
}

/** A link where there is something to link to. */
function Maybe({ href, children }: { readonly href: string | null; readonly children: ReactNode }) {
  return href === null ? (
    <span className="font-mono">{children}</span>
  ) : (
    <a href={href} className="font-mono">
      {children}
    </a>
  )
}
