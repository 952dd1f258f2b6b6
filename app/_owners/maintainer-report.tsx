import Link from 'next/link'
import { getDatabase } from '#app/_data/database.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { remainingOf, sumProgress } from '#app/_data/progress.ts'
import { filterOf, filterParams } from '#app/_data/site-filter.ts'
import { statusUrgency } from '#app/_data/status-urgency.ts'
import { countJudged } from '#app/_owners/queries/count-judged.ts'
import type { MaintainerFacts } from '#app/_owners/queries/get-maintainer.ts'
import { listOwnedSites, type OwnedSite } from '#app/_owners/queries/list-owned-sites.ts'
import { Trend } from '#app/_trend/trend.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { Section } from '#app/_ui/section.tsx'
import { formatCount } from '#app/_web/format.ts'
import { maintainerPath, sitePath, sitesPath, subsystemPath } from '#app/_web/routes.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import { sortList } from './list-order.ts'
import { OwnedSiteRow } from './owned-site-row.tsx'
import { OwnerStart } from './owner-start.tsx'
import { ProgressSummary } from './progress-summary.tsx'

interface MaintainerReportProps {
  readonly context: TreeContext
  readonly person: MaintainerFacts
}

/** Sections of a person, their progress, and the sites by section. */
export async function MaintainerReport({ context, person }: MaintainerReportProps) {
  const { tree, revision, rev } = context
  const filter = filterOf({ maintainer: person.email })
  const [sites, judged] = await Promise.all([
    listOwnedSites(getDatabase(), revision, filter),
    countJudged(context, filter),
  ])
  // where most is left comes first
  const groups = sortList([...groupBy(sites, ({ primary }) => primary?.title ?? 'none')], true, ([, inSection]) =>
    remainingOf(sumProgress(inSection)),
  )
  return (
    <>
      <ProgressSummary judged={judged(sites)} progress={sumProgress(sites)} label={`Progress of ${person.name}`} />
      <OwnerStart context={context} filter={filter} />
      <Trend
        context={context}
        owner={{ kind: 'maintainer', email: person.email }}
        page={(at, params) => maintainerPath(tree.slug, { rev: at }, person.email, params)}
      />
      <Section title="Sections">
        {person.sections.length === 0 ? (
          <p className="text-muted">MAINTAINERS of {revision.label} names this address in no section with a site.</p>
        ) : (
          <ul>
            {person.sections.map(({ title, slug, role }) => (
              <li key={slug} className="break-anywhere">
                <Link href={subsystemPath(tree.slug, { rev }, slug)} prefetch={false}>
                  {title}
                </Link>{' '}
                <span className="text-muted">{role}</span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section
        title="Sites by subsystem"
        aside={
          <Link href={sitesPath(tree.slug, { rev }, filterParams(filter))} prefetch={false}>
            {formatCount(sites.length, 'site')} as a list
          </Link>
        }
      >
        {groups.length === 0 ? <EmptyState title={`No site at ${revision.label}.`} /> : null}
        {groups.map(([title, inSection]) => (
          <SectionSites key={title} title={title} sites={inSection} href={(key) => sitePath(tree.slug, { rev }, key)} />
        ))}
      </Section>
    </>
  )
}

/** Sites with the worst status first, else by path. */
const urgentFirst = (sites: readonly OwnedSite[]): readonly OwnedSite[] =>
  sortList(sites, false, ({ status }) => statusUrgency.indexOf(status))

interface SectionSitesProps {
  readonly title: string
  readonly sites: readonly OwnedSite[]
  readonly href: (key: string) => string
}

function SectionSites({ title, sites, href }: SectionSitesProps) {
  return (
    <div className="mt-4 first:mt-0">
      <h3 className="break-anywhere text-sm font-medium">{title}</h3>
      <table className="list table-fixed">
        <caption className="sr-only">Sites of {title}</caption>
        <colgroup>
          <col className="w-34" />
          <col />
          <col className="wide w-72" />
        </colgroup>
        <thead className="sr-only">
          <tr>
            <th scope="col">Status</th>
            <th scope="col">Site</th>
            <th scope="col">Reason</th>
          </tr>
        </thead>
        <tbody>
          {urgentFirst(sites).map((site) => (
            <OwnedSiteRow key={site.key} site={site} href={href(site.key)} withPath />
          ))}
        </tbody>
      </table>
    </div>
  )
}
