import Link from 'next/link'
import type { ListedSite } from '#app/_sites/queries/list-sites.ts'
import { CodeName } from '#app/_ui/code-name.tsx'
import { PathLine } from '#app/_ui/path-line.tsx'
import { SortHeading } from '#app/_ui/sort-heading.tsx'
import { reasonWords } from '#app/_web/reason-words.ts'
import type { SiteOrder, SiteSort } from './site-order.ts'
import './site-table.css'
import { StatusBadge } from '#app/_ui/status-badge.tsx'

interface SiteTableProps {
  readonly caption: string
  readonly sites: readonly ListedSite[]
  readonly order: SiteOrder
  readonly sortHref: (sort: SiteSort) => string
  readonly siteHref: (key: string) => string
  readonly subsystemHref: (slug: string) => string
}

/** Sites one a line. On a narrow screen what stands in the columns to the right moves below the path. */
export function SiteTable({ caption, sites, order, sortHref, siteHref, subsystemHref }: SiteTableProps) {
  const heading = (sort: SiteSort, label: string, className = '') => (
    <SortHeading
      label={label}
      href={sortHref(sort)}
      direction={order.sort === sort ? (order.descending ? 'descending' : 'ascending') : null}
      className={className}
    />
  )
  return (
    <table className="list site-table">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {heading('status', 'Status')}
          {heading('path', 'Path')}
          <th scope="col" className="wide">
            Function
          </th>
          {heading('api', 'API', 'wide')}
          <th scope="col" className="wide">
            Role
          </th>
          <th scope="col" className="wide">
            Reason
          </th>
          {heading('subsystem', 'Subsystem', 'wide')}
        </tr>
      </thead>
      <tbody>
        {sites.map((site) => (
          <tr key={site.key}>
            <td>
              <StatusBadge status={site.status} />
            </td>
            <td>
              <Link href={siteHref(site.key)} prefetch={false} className="font-mono">
                <PathLine path={site.path} line={site.line} />
              </Link>
              <div className="narrow text-sm">
                <div className="break-anywhere font-mono">
                  <CodeName name={site.api} />
                  ()
                  {site.function === null ? null : (
                    <>
                      {' '}
                      in <CodeName name={site.function} />
                    </>
                  )}
                </div>
                <div className="text-muted">
                  <Reason site={site} />
                  {site.subsystem === null ? '' : ` · ${site.subsystem.title}`}
                </div>
              </div>
            </td>
            <td className="wide break-anywhere font-mono">
              {site.function === null ? '–' : <CodeName name={site.function} />}
            </td>
            <td className="wide break-anywhere font-mono">
              <CodeName name={site.api} />
            </td>
            <td className="wide">{site.role}</td>
            <td className="wide">
              <Reason site={site} />
            </td>
            <td className="wide">
              {site.subsystem === null ? (
                <span className="text-muted">none</span>
              ) : (
                <Link
                  href={subsystemHref(site.subsystem.slug)}
                  prefetch={false}
                  className="site-subsystem"
                  title={site.subsystem.title}
                >
                  {site.subsystem.title}
                </Link>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Reason({ site }: { readonly site: ListedSite }) {
  return (
    <>
      {reasonWords[site.reason]}
      {site.longterm ? ', long-term' : ''}
      {site.findings.map((finding) => (
        <span key={finding} className="finding">
          {finding}
        </span>
      ))}
    </>
  )
}
