import Link from 'next/link'
import { filterParams } from '#app/_data/site-filter.ts'
import { Written } from '#app/_ui/written.tsx'
import { exportPath, sitesPath } from '#app/_web/routes.ts'
import { type ColumnName, columnNames } from './column-names.ts'
import { exportFormats, exportLabels } from './export-formats.ts'
import { SavedViews } from './saved-views.tsx'
import { siteColumns } from './site-columns.ts'
import { builtInViews } from './site-views.ts'
import { emptySitesQuery, type SitesQuery, siteGroups, sitesParams } from './sites-query.ts'

interface ListHeadProps {
  readonly slug: string
  readonly rev: string | null
  /** Label of the revision that is shown. */
  readonly label: string
  readonly query: SitesQuery
}

/** Lists under names: those that everybody has, and those of this browser. */
export function SiteViews({ slug, rev, label, query }: ListHeadProps) {
  const here = sitesParams({ ...query, cursor: null, columns: null }).toString()
  return (
    <nav aria-label="Views" className="views">
      <Written id="views">
        <ul className="view-links">
          {builtInViews(label).map(({ name, about, query: view }) => (
            <li key={name}>
              <Link
                href={sitesPath(slug, { rev }, sitesParams(view))}
                prefetch={false}
                title={about}
                className="view-link"
                {...(sitesParams(view).toString() === here ? { 'aria-current': 'true' } : {})}
              >
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </Written>
      <SavedViews slug={slug} here={here} />
    </nav>
  )
}

const groupLabels = {
  subsystem: 'subsystem',
  maintainer: 'maintainer',
  dir: 'directory',
  path: 'file',
  api: 'API',
  claim: 'who works on it',
  triage: 'what people say',
} as const

/** How the list is parted, what its lines say, and what it can be taken away as. */
export function ListTools({ slug, rev, query, columns }: ListHeadProps & { readonly columns: readonly ColumnName[] }) {
  const href = (changed: Partial<SitesQuery>) =>
    sitesPath(slug, { rev }, sitesParams({ ...query, cursor: null, ...changed }))
  const kept = [
    ...[...sitesParams({ ...query, cursor: null, columns: null })],
    ...(rev === null ? [] : [['rev', rev] as const]),
  ]
  return (
    <div className="list-tools">
      <details className="menu" name="tools">
        <summary>Group{query.group === null ? '' : `: ${groupLabels[query.group]}`}</summary>
        <ul className="menu-panel menu-short">
          {siteGroups.map((group) => (
            <li key={group}>
              <Link
                href={href({ group, order: { sort: group, descending: false } })}
                prefetch={false}
                {...(group === query.group ? { 'aria-current': 'true' } : {})}
              >
                by {groupLabels[group]}
              </Link>
            </li>
          ))}
          <li>
            <Link href={href({ group: null, order: emptySitesQuery.order })} prefetch={false}>
              not at all
            </Link>
          </li>
        </ul>
      </details>
      <details className="menu" name="tools">
        <summary>Columns</summary>
        <form action={sitesPath(slug, { rev: null })} className="menu-panel menu-short menu-checks">
          {kept.map(([name, value]) => (
            <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
          ))}
          {columnNames.map((name) => (
            <label key={name}>
              <input type="checkbox" name="column" value={name} defaultChecked={columns.includes(name)} />{' '}
              {siteColumns[name].label}
            </label>
          ))}
          <div className="menu-foot">
            <button type="submit" className="button button-small">
              Show
            </button>
            {query.columns === null ? null : (
              <Link href={href({ columns: null })} prefetch={false}>
                the usual ones
              </Link>
            )}
          </div>
        </form>
      </details>
      <details className="menu" name="tools">
        <summary>Export</summary>
        <ul className="menu-panel menu-short">
          {exportFormats.map((format) => (
            <li key={format}>
              <a href={exportPath(slug, { rev }, withFormat(query, format))}>{exportLabels[format]}</a>
            </li>
          ))}
        </ul>
      </details>
    </div>
  )
}

function withFormat({ filter }: SitesQuery, format: string): URLSearchParams {
  const params = filterParams(filter)
  params.set('format', format)
  return params
}
