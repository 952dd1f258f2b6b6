import Link from 'next/link'
import type { ReactNode } from 'react'
import { getDatabase } from '#app/_data/database.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { remainingOf, sumProgress } from '#app/_data/progress.ts'
import { remember } from '#app/_data/remember.ts'
import { filterOf, filterParams } from '#app/_data/site-filter.ts'
import { countJudged } from '#app/_owners/queries/count-judged.ts'
import { listOwnedSites, type OwnedSite } from '#app/_owners/queries/list-owned-sites.ts'
import { loadPathTrend } from '#app/_trend/queries/get-path-trend.ts'
import { TrendBrief } from '#app/_trend/trend-brief.tsx'
import { ProgressBar } from '#app/_ui/progress-bar.tsx'
import { Section } from '#app/_ui/section.tsx'
import { Written } from '#app/_ui/written.tsx'
import { formatCount, formatNumber } from '#app/_web/format.ts'
import { filesPath, sitePath, sitesPath } from '#app/_web/routes.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import { sortList } from './list-order.ts'
import { OwnedGroups } from './owned-groups.tsx'
import { OwnerStart } from './owner-start.tsx'
import { ProgressSummary } from './progress-summary.tsx'

interface DirectoryReportProps {
  readonly context: TreeContext
  /** Without a slash at its ends; empty for the whole tree. */
  readonly path: string
  readonly sites: readonly OwnedSite[]
  /** What happened here last. */
  readonly events: ReactNode
}

/** The sites of a directory or a file, asked for once. */
export const listDirectorySites = (context: TreeContext, path: string): Promise<readonly OwnedSite[]> =>
  remember(context.revision, ['directory', path], () =>
    listOwnedSites(getDatabase(), context.revision, filterOfPath(path)),
  )

export const filterOfPath = (path: string) => filterOf(path === '' ? {} : { path })

/** Progress of a directory or a file, where to begin, and what lies in it. */
export async function DirectoryReport({ context, path, sites, events }: DirectoryReportProps) {
  const { tree, revision, rev } = context
  const filter = filterOfPath(path)
  const [judged, points] = await Promise.all([
    countJudged(context, filter),
    loadPathTrend(getDatabase(), revision, path),
  ])
  const isFile = sites.every((site) => site.path === path)
  const hasRemained = points.some(({ progress: at }) => remainingOf(at) > 0)
  return (
    <>
      <ProgressSummary
        judged={judged(sites)}
        progress={sumProgress(sites)}
        label={`Progress of ${path === '' ? 'the tree' : path}`}
      />
      <p className="mt-2 text-sm">
        <Link href={sitesPath(tree.slug, { rev }, filterParams(filter))} prefetch={false}>
          {formatCount(sites.length, 'site')} as a list
        </Link>
      </p>
      <OwnerStart context={context} filter={filter} />
      {isFile ? <FileSites context={context} sites={sites} /> : <Entries context={context} path={path} sites={sites} />}
      {path === '' || points.length < 2 || !hasRemained ? null : (
        <Section title="Over time">
          <TrendBrief points={points} />
        </Section>
      )}
      {events}
    </>
  )
}

function Entries({ context: { tree, rev }, path, sites }: Omit<DirectoryReportProps, 'events'>) {
  const below = (site: OwnedSite) => site.path.slice(path === '' ? 0 : path.length + 1)
  const nameOf = (site: OwnedSite) => {
    const [first = '', ...rest] = below(site).split('/')
    return rest.length === 0 ? first : `${first}/`
  }
  const entries = sortList([...groupBy(sites, nameOf)], true, ([, inside]) => remainingOf(sumProgress(inside)))
  return (
    <Section title="In it, by what remains">
      <Written id="entries">
        <table className="list">
          <caption className="sr-only">Directories and files of {path === '' ? 'the tree' : path}</caption>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col" className="number">
                Remaining
              </th>
              <th scope="col" className="number">
                Sites
              </th>
              <th scope="col" className="bar-column">
                Progress
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map(([name, inside]) => {
              const progress = sumProgress(inside)
              const whole = path === '' ? name.replace(/\/$/, '') : `${path}/${name.replace(/\/$/, '')}`
              return (
                <tr key={name}>
                  <th scope="row" className="break-anywhere">
                    <Link href={filesPath(tree.slug, { rev }, whole)} prefetch={false} className="font-mono">
                      {name}
                    </Link>
                  </th>
                  <td className="number">{formatNumber(remainingOf(progress))}</td>
                  <td className="number">{formatNumber(inside.length)}</td>
                  <td className="bar-cell">
                    <ProgressBar counts={progress} label={name} />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </Written>
    </Section>
  )
}

function FileSites({ context: { tree, rev }, sites }: Omit<DirectoryReportProps, 'path' | 'events'>) {
  return (
    <Section title="Sites">
      <OwnedGroups
        groups={[{ caption: 'Sites of the file', heading: null, sites }]}
        href={(key) => sitePath(tree.slug, { rev }, key)}
        listHref={sitesPath(tree.slug, { rev }, filterParams(filterOfPath(sites[0]?.path ?? '')))}
      />
    </Section>
  )
}
