import Link from 'next/link'
import type { ReactNode } from 'react'
import { getDatabase } from '#app/_data/database.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { sumProgress } from '#app/_data/progress.ts'
import { remember } from '#app/_data/remember.ts'
import { filterOf, filterParams } from '#app/_data/site-filter.ts'
import { statusUrgency } from '#app/_data/status-urgency.ts'
import { countJudged } from '#app/_owners/queries/count-judged.ts'
import type { SubsystemFacts } from '#app/_owners/queries/get-subsystem.ts'
import { listOwnedSites, type OwnedSite } from '#app/_owners/queries/list-owned-sites.ts'
import { Trend } from '#app/_trend/trend.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { PathLine } from '#app/_ui/path-line.tsx'
import { Section } from '#app/_ui/section.tsx'
import { formatCount, formatNumber } from '#app/_web/format.ts'
import { mailLink } from '#app/_web/mail-link.ts'
import { filesPath, maintainerPath, sitePath, sitesPath, subsystemPath } from '#app/_web/routes.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import { sortList } from './list-order.ts'
import { OwnedGroups } from './owned-groups.tsx'
import { OwnerStart } from './owner-start.tsx'
import { ProgressSummary } from './progress-summary.tsx'

interface SubsystemReportProps {
  readonly context: TreeContext
  readonly subsystem: SubsystemFacts
  /** What happened here last. */
  readonly events: ReactNode
}

/** Progress of a section, what MAINTAINERS says of it, and its sites by file. */
export async function SubsystemReport({ context, subsystem, events }: SubsystemReportProps) {
  const { tree, revision, rev } = context
  const filter = filterOf({ subsystem: subsystem.slug })
  const [sites, judged] = await Promise.all([
    remember(revision, ['sites of a section', subsystem.slug], () => listOwnedSites(getDatabase(), revision, filter)),
    countJudged(context, filter),
  ])
  const listHref = sitesPath(tree.slug, { rev }, filterParams(filter))
  const elsewhere = sites.filter(({ primary }) => primary?.slug !== subsystem.slug).length
  const files = urgentFirst([...groupBy(sites, ({ path }) => path)])
  return (
    <>
      {subsystem.isThere ? null : (
        <Notice title={`MAINTAINERS of ${revision.label} has no such section with a site`}>
          <p>Another revision of {tree.name} has one.</p>
        </Notice>
      )}
      <ProgressSummary judged={judged(sites)} progress={sumProgress(sites)} label={`Progress of ${subsystem.title}`} />
      {elsewhere === 0 ? null : (
        <p className="mt-1 text-sm text-muted">
          {formatNumber(elsewhere)} of {formatCount(sites.length, 'site')}, acquires and releases, count for a deeper
          section in the overview.
        </p>
      )}
      <OwnerStart context={context} filter={filter} />
      <Trend
        context={context}
        owner={{ kind: 'subsystem', slug: subsystem.slug }}
        page={(at, params) => subsystemPath(tree.slug, { rev: at }, subsystem.slug, params)}
      />
      {events}
      <MaintainersFacts context={context} subsystem={subsystem} />
      <Section
        title="Sites by file"
        aside={
          <Link href={listHref} prefetch={false}>
            {formatCount(sites.length, 'site')} as a list
          </Link>
        }
      >
        {files.length === 0 ? (
          <EmptyState title={`No site at ${revision.label}.`} />
        ) : (
          <OwnedGroups
            groups={files.map(([path, inFile]) => ({
              caption: `Sites of ${path}`,
              heading: (
                <h3 className="break-anywhere font-mono text-sm font-medium">
                  <a href={filesPath(tree.slug, { rev }, path)}>
                    <PathLine path={path} />
                  </a>
                </h3>
              ),
              sites: inFile,
            }))}
            href={(key) => sitePath(tree.slug, { rev }, key)}
            listHref={listHref}
            elsewhere={({ primary }) => (primary?.slug === subsystem.slug ? null : (primary?.title ?? 'none'))}
          />
        )}
      </Section>
    </>
  )
}

/** Files with the worst status first; the rest of the order stays. */
function urgentFirst(files: readonly (readonly [string, readonly OwnedSite[]])[]) {
  return sortList(files, false, ([, sites]) => Math.min(...sites.map(({ status }) => statusUrgency.indexOf(status))))
}

function MaintainersFacts({ context, subsystem }: Omit<SubsystemReportProps, 'events'>) {
  const { tree, rev } = context
  const { support, lists, people } = subsystem
  const subject = `get_user_pages() conversion: ${subsystem.title}`
  if (support === null && lists.length === 0 && people.length === 0) return null
  return (
    <Section title="In MAINTAINERS">
      <dl className="facts">
        {support === null ? null : (
          <div>
            <dt>Support</dt>
            <dd>{support}</dd>
          </div>
        )}
        {(['maintainer', 'reviewer'] as const).map((role) => {
          const named = people.filter((person) => person.role === role)
          return named.length === 0 ? null : (
            <div key={role}>
              <dt>{role === 'maintainer' ? 'Maintainers' : 'Reviewers'}</dt>
              <dd>
                <ul>
                  {named.map(({ name, email }) => (
                    <li key={email} className="break-anywhere">
                      <Link href={maintainerPath(tree.slug, { rev }, email.toLowerCase())} prefetch={false}>
                        {name === '' ? email : name}
                      </Link>{' '}
                      <a href={mailLink([email], { subject, cc: lists })}>
                        mail<span className="sr-only"> to {email}</span>
                      </a>
                    </li>
                  ))}
                </ul>
              </dd>
            </div>
          )
        })}
        {lists.length === 0 ? null : (
          <div>
            <dt>Lists</dt>
            <dd>
              <ul>
                {lists.map((list) => (
                  <li key={list} className="break-anywhere">
                    <a href={mailLink([list], { subject })}>{list}</a>
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        )}
      </dl>
    </Section>
  )
}
